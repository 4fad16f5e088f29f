;; Where a known name may begin in a stretch of text: `Beginnings` in ../beginnings.ts, sixteen units at a time.
;; scripts/kernel.mjs makes `bytes.ts` of this. The addresses are those of ../beginnings.ts.
(module
  (memory (import "" "memory") 7)

  ;; Whether the table of marks has the bit of a hash.
  (func $marked (param $hash i32) (param $mask i32) (result i32)
    (i32.and (i32.const 1)
      (i32.shr_u
        (i32.load8_u offset=0x70000 (i32.and (i32.shr_u (local.get $hash) (i32.const 3)) (local.get $mask)))
        (i32.and (local.get $hash) (i32.const 7)))))

  ;; Whether the marks know the word at an address, or where it ends in s and plurals count, the word without it;
  ;; also where the word goes on behind the last address. Folded letters are hashed as `mixed` does it.
  (func $mayBeKnown (param $at i32) (param $last i32) (param $mask i32) (param $plurals i32) (result i32)
    (local $hash i32) (local $before i32) (local $letter i32)
    (local.set $hash (i32.mul (i32.load16_u offset=0x30000 (local.get $at)) (i32.const 0x9e3779b1)))
    (loop $next
      (local.set $letter (i32.load16_u offset=0x10000 (i32.shl (i32.load16_u offset=0x30000 (local.get $at)) (i32.const 1))))
      (if (local.get $letter) (then
        (local.set $before (local.get $hash))
        (local.set $hash (i32.add (i32.mul (local.get $hash) (i32.const 31)) (local.get $letter)))
        (local.set $at (i32.add (local.get $at) (i32.const 2)))
        (br $next))))
    (i32.or (call $marked (local.get $hash) (local.get $mask))
      (i32.or (i32.ge_u (local.get $at) (local.get $last))
        (if (result i32) (i32.and (local.get $plurals) (i32.eq (i32.load16_u offset=0x2fffe (local.get $at)) (i32.const 0x73)))
          (then (call $marked (local.get $before) (local.get $mask)))
          (else (i32.const 0))))))

  ;; Writes the numbers of the units from 1 to before `to` where a name may begin; returns how many. `length` units are there to be read.
  (func (export "collect") (param $to i32) (param $length i32) (param $mask i32) (param $plurals i32) (result i32)
    (local $letters v128) (local $starts v128) (local $bytes v128) (local $upper v128) (local $lower v128)
    (local $block i32) (local $address i32) (local $letter i32) (local $start i32) (local $free i32) (local $odd i32) (local $bit i32) (local $role i32)
    (local $carry i32) (local $unit i32) (local $count i32)
    (local.set $letters (v128.load offset=0x6ff00 (i32.const 0)))
    (local.set $starts (v128.load offset=0x6ff10 (i32.const 0)))
    (block $done (loop $blocks
      (br_if $done (i32.ge_u (local.get $block) (local.get $to)))
      ;; Sixteen units as bytes, those above 255 as 255.
      (local.set $address (i32.shl (local.get $block) (i32.const 1)))
      (local.set $bytes (i8x16.narrow_i16x8_u
        (i16x8.min_u (v128.load offset=0x30000 (local.get $address)) (i16x8.splat (i32.const 255)))
        (i16x8.min_u (v128.load offset=0x30010 (local.get $address)) (i16x8.splat (i32.const 255)))))
      ;; An ASCII character is in a set if the set's byte for its lower half has the bit for its upper half.
      (local.set $upper (i8x16.swizzle (v128.const i8x16 1 2 4 8 16 32 64 128 0 0 0 0 0 0 0 0) (i8x16.shr_u (local.get $bytes) (i32.const 4))))
      (local.set $lower (v128.and (local.get $bytes) (i8x16.splat (i32.const 15))))
      (local.set $letter (i32.xor (i32.const 0xffff) (i8x16.bitmask (i8x16.eq (v128.const i64x2 0 0)
        (v128.and (i8x16.swizzle (local.get $letters) (local.get $lower)) (local.get $upper))))))
      (local.set $start (i32.xor (i32.const 0xffff) (i8x16.bitmask (i8x16.eq (v128.const i64x2 0 0)
        (v128.and (i8x16.swizzle (local.get $starts) (local.get $lower)) (local.get $upper))))))
      ;; What is not ASCII is looked up one by one.
      (local.set $free (i32.const 0))
      (local.set $odd (i8x16.bitmask (local.get $bytes)))
      (block $noOdd (loop $odds
        (br_if $noOdd (i32.eqz (local.get $odd)))
        (local.set $bit (i32.ctz (local.get $odd)))
        (local.set $role (i32.load8_u
          (i32.load16_u offset=0x30000 (i32.shl (i32.add (local.get $block) (local.get $bit)) (i32.const 1)))))
        (local.set $letter (i32.or (local.get $letter) (i32.shl (i32.and (local.get $role) (i32.const 1)) (local.get $bit))))
        (local.set $start (i32.or (local.get $start) (i32.shl (i32.and (i32.shr_u (local.get $role) (i32.const 1)) (i32.const 1)) (local.get $bit))))
        (local.set $free (i32.or (local.get $free) (i32.shl (i32.shr_u (local.get $role) (i32.const 3)) (local.get $bit))))
        (local.set $odd (i32.and (local.get $odd) (i32.sub (local.get $odd) (i32.const 1))))
        (br $odds)))
      ;; No word begins behind a letter; a character of a script without spaces does.
      (local.set $start (i32.or (local.get $free)
        (i32.and (local.get $start) (i32.xor (i32.const -1) (i32.or (i32.shl (local.get $letter) (i32.const 1)) (local.get $carry))))))
      (local.set $carry (i32.shr_u (local.get $letter) (i32.const 15)))
      (block $noStart (loop $perStart
        (br_if $noStart (i32.eqz (local.get $start)))
        (local.set $bit (i32.ctz (local.get $start)))
        (local.set $unit (i32.add (local.get $block) (local.get $bit)))
        (i32.store offset=0x40000 (i32.shl (local.get $count) (i32.const 2)) (local.get $unit))
        (local.set $count (i32.add (local.get $count)
          (i32.and
            (i32.and (i32.ge_u (local.get $unit) (i32.const 1)) (i32.lt_u (local.get $unit) (local.get $to)))
            (i32.or (i32.and (i32.const 1) (i32.shr_u (local.get $free) (local.get $bit)))
              (call $mayBeKnown (i32.shl (local.get $unit) (i32.const 1)) (i32.shl (local.get $length) (i32.const 1)) (local.get $mask) (local.get $plurals))))))
        (local.set $start (i32.and (local.get $start) (i32.sub (local.get $start) (i32.const 1))))
        (br $perStart)))
      (local.set $block (i32.add (local.get $block) (i32.const 16)))
      (br $blocks)))
    (local.get $count)))
