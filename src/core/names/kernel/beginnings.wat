;; Where a known name may begin in a stretch of text: what `collectPlainly` of ../beginnings.ts does, sixteen units at a time.
;; `npm run kernel` makes bytes.ts of this. The addresses are those of kernel.ts.
(module
  (memory (import "" "memory") 5)

  ;; Whether a name may begin with the word whose first unit stands at an address: the bit of its `keyOf`.
  (func $mayBeKnown (param $at i32) (result i32)
    (local $letters v128) (local $key i32)
    ;; Eight units, in lower case where they are letters of ASCII.
    (local.set $letters (v128.or (v128.load offset=0x10000 (local.get $at)) (i16x8.splat (i32.const 0x20))))
    ;; What stands before the first that is none, the rest as 0: there are nine masks.
    (local.set $letters (v128.and (local.get $letters)
      (v128.load offset=0x17f00
        (i32.shl (i32.ctz (i32.or (i32.const 0x100)
          (i16x8.bitmask (i16x8.ge_u (i16x8.sub (local.get $letters) (i16x8.splat (i32.const 0x61))) (i16x8.splat (i32.const 26)))))) (i32.const 4)))))
    (local.set $letters (i32x4.mul (local.get $letters) (v128.const i32x4 0x9e3779b1 0x85ebca6b 0xc2b2ae35 0x27d4eb2f)))
    (local.set $key (i32.add
      (i32.add
        (i32.add (i32x4.extract_lane 0 (local.get $letters)) (i32x4.extract_lane 1 (local.get $letters)))
        (i32.add (i32x4.extract_lane 2 (local.get $letters)) (i32x4.extract_lane 3 (local.get $letters))))
      (i32.mul (i32.load16_u offset=0x10000 (local.get $at)) (i32.const 0x165667b1))))
    (local.set $key (i32.shr_u (i32.mul (i32.xor (local.get $key) (i32.shr_u (local.get $key) (i32.const 15))) (i32.const 0x9e3779b1)) (i32.const 12)))
    (i32.and (i32.const 1)
      (i32.shr_u (i32.load8_u offset=0x30000 (i32.shr_u (local.get $key) (i32.const 3))) (i32.and (local.get $key) (i32.const 7)))))

  ;; Writes the numbers of the units before `to` where a name may begin; returns how many. Unit 0 only says whether a word goes on.
  (func (export "collect") (param $to i32) (result i32)
    (local $bytes v128) (local $upper v128) (local $lower v128) (local $letters v128) (local $starts v128)
    (local $block i32) (local $address i32) (local $letter i32) (local $start i32) (local $free i32) (local $carry i32)
    (local $bits i32) (local $bit i32) (local $role i32) (local $unit i32) (local $count i32)
    (local.set $letters (v128.load offset=0x17e00 (i32.const 0)))
    (local.set $starts (v128.load offset=0x17e10 (i32.const 0)))
    (loop $blocks
      (local.set $address (i32.shl (local.get $block) (i32.const 1)))
      ;; Sixteen units as bytes, those above 255 as 255.
      (local.set $bytes (i8x16.narrow_i16x8_u
        (i16x8.min_u (v128.load offset=0x10000 (local.get $address)) (i16x8.splat (i32.const 255)))
        (i16x8.min_u (v128.load offset=0x10010 (local.get $address)) (i16x8.splat (i32.const 255)))))
      ;; An ASCII character is in a set if the set's byte for its lower half has the bit for its upper half.
      (local.set $upper (i8x16.swizzle (v128.const i8x16 1 2 4 8 16 32 64 128 0 0 0 0 0 0 0 0) (i8x16.shr_u (local.get $bytes) (i32.const 4))))
      (local.set $lower (v128.and (local.get $bytes) (i8x16.splat (i32.const 15))))
      (local.set $letter (i32.xor (i32.const 0xffff) (i8x16.bitmask (i8x16.eq (v128.const i64x2 0 0)
        (v128.and (i8x16.swizzle (local.get $letters) (local.get $lower)) (local.get $upper))))))
      (local.set $start (i32.xor (i32.const 0xffff) (i8x16.bitmask (i8x16.eq (v128.const i64x2 0 0)
        (v128.and (i8x16.swizzle (local.get $starts) (local.get $lower)) (local.get $upper))))))
      ;; What is not ASCII is looked up one by one.
      (local.set $free (i32.const 0))
      (local.set $bits (i8x16.bitmask (local.get $bytes)))
      (block $noMore (loop $next
        (br_if $noMore (i32.eqz (local.get $bits)))
        (local.set $bit (i32.ctz (local.get $bits)))
        (local.set $role (i32.load8_u
          (i32.load16_u offset=0x10000 (i32.shl (i32.add (local.get $block) (local.get $bit)) (i32.const 1)))))
        (local.set $letter (i32.or (local.get $letter) (i32.shl (i32.and (local.get $role) (i32.const 1)) (local.get $bit))))
        (local.set $start (i32.or (local.get $start)
          (i32.shl (i32.and (i32.shr_u (local.get $role) (i32.const 1)) (i32.const 1)) (local.get $bit))))
        (local.set $free (i32.or (local.get $free) (i32.shl (i32.shr_u (local.get $role) (i32.const 3)) (local.get $bit))))
        (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
        (br $next)))
      ;; No word begins behind a letter; a character of a script without spaces does.
      (local.set $bits (i32.or (local.get $free)
        (i32.and (local.get $start) (i32.xor (i32.const -1) (i32.or (i32.shl (local.get $letter) (i32.const 1)) (local.get $carry))))))
      (local.set $carry (i32.shr_u (local.get $letter) (i32.const 15)))
      ;; Each is written, and counted if it may be a name's: so nothing is guessed wrongly about what comes.
      (block $noMore (loop $next
        (br_if $noMore (i32.eqz (local.get $bits)))
        (local.set $bit (i32.ctz (local.get $bits)))
        (local.set $unit (i32.add (local.get $block) (local.get $bit)))
        (i32.store offset=0x18000 (i32.shl (local.get $count) (i32.const 2)) (local.get $unit))
        (local.set $count (i32.add (local.get $count) (i32.and
          (i32.lt_u (i32.sub (local.get $unit) (i32.const 1)) (i32.sub (local.get $to) (i32.const 1)))
          (i32.or (call $mayBeKnown (i32.shl (local.get $unit) (i32.const 1)))
            (i32.and (i32.const 1) (i32.shr_u (local.get $free) (local.get $bit)))))))
        (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
        (br $next)))
      (local.set $block (i32.add (local.get $block) (i32.const 16)))
      (br_if $blocks (i32.lt_u (local.get $block) (local.get $to))))
    (local.get $count)))
