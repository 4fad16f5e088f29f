;; Finds known names in a stretch of text as far as that is plain, sixteen units of it at a time or word by word. What is not plain is
;; left to the language. `npm run kernel` makes bytes.ts of this. The addresses are those of kernel.ts; places are numbers of units there.
(module
  (memory (import "" "memory") 8)

  ;; Where the slots of the table of beginnings are, 2 to the power of 32 less `shift` of them.
  (global $slots (mut i32) (i32.const 0))
  (global $shift (mut i32) (i32.const 0))
  ;; The letter that makes a plural; 0 if none does.
  (global $plural (mut i32) (i32.const 0))
  ;; The place that comes next, of so many.
  (global $next (mut i32) (i32.const 0))
  (global $count (mut i32) (i32.const 0))

  (func (export "set") (param $slots i32) (param $bits i32) (param $plural i32)
    (global.set $slots (local.get $slots))
    (global.set $shift (i32.sub (i32.const 32) (local.get $bits)))
    (global.set $plural (local.get $plural)))

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

  ;; Writes the places before `to` where a name may begin: what `collect` of ../beginnings.ts does. Returns how many. The first two units only say what stands before.
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
          (i32.lt_u (i32.sub (local.get $unit) (i32.const 2)) (i32.sub (local.get $to) (i32.const 2)))
          (i32.or (call $mayBeKnown (i32.shl (local.get $unit) (i32.const 1)))
            (i32.and (i32.const 1) (i32.shr_u (local.get $free) (local.get $bit)))))))
        (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
        (br $next)))
      (local.set $block (i32.add (local.get $block) (i32.const 16)))
      (br_if $blocks (i32.lt_u (local.get $block) (local.get $to))))
    (global.set $next (i32.const 0))
    (global.set $count (local.get $count))
    (local.get $count))

  ;; From here on `at` and the like are twice the place: what is added to 0x10000 to have its unit.

  ;; The lower case of the letter, digit or mark that stands there, of a script with spaces; 0 where none does.
  (func $fold (param $at i32) (result i32)
    (i32.load16_u offset=0x50000 (i32.shl (i32.load16_u offset=0x10000 (local.get $at)) (i32.const 1))))

  ;; Whether surely no word stands there: no letter, and ASCII or general punctuation.
  (func $isSign (param $at i32) (result i32)
    (local $unit i32)
    (local.set $unit (i32.load16_u offset=0x10000 (local.get $at)))
    (i32.and (i32.eqz (call $fold (local.get $at)))
      (i32.or (i32.lt_u (local.get $unit) (i32.const 0x80)) (i32.eq (i32.shr_u (local.get $unit) (i32.const 7)) (i32.const 0x40)))))

  ;; Whether what stands there may tie a word to the one at `beyond`: true more often than `mayTie` of ../edges.ts.
  (func $mayTie (param $at i32) (param $beyond i32) (result i32)
    (if (i32.lt_u (i32.load16_u offset=0x10000 (local.get $at)) (i32.const 0x26)) (then (return (i32.const 0))))
    (i32.eqz (call $isSign (local.get $beyond))))

  ;; A unit as spellings write it, if it is a space or a sign that is common in names; else 0.
  (func $plain (param $unit i32) (result i32)
    (if (i32.eq (local.get $unit) (i32.const 0x2019)) (then (return (i32.const 0x27))))
    (i32.mul (local.get $unit) (i32.lt_u (i32.sub (local.get $unit) (i32.const 0x20)) (i32.const 0x60))))

  ;; Whether ’s stands there, and ends a word.
  (func $isGenitive (param $at i32) (result i32)
    (i32.and (call $isSign (i32.add (local.get $at) (i32.const 4)))
      (i32.and
        (i32.eq (call $plain (i32.load16_u offset=0x10000 (local.get $at))) (i32.const 0x27))
        (i32.eq (i32.load16_u offset=0x10002 (local.get $at)) (i32.const 0x73)))))

  (func $mixed (param $hash i32) (param $unit i32) (result i32)
    (i32.add (i32.mul (local.get $hash) (i32.const 31)) (local.get $unit)))

  ;; What is known of a hash; 0 for one that is not in the table.
  (func $known (param $hash i32) (result i32)
    (local $slot i32) (local $at i32) (local $known i32)
    (local.set $slot (i32.shr_u (i32.mul (local.get $hash) (i32.const 0x9e3779b1)) (global.get $shift)))
    (loop $probe
      (local.set $at (i32.add (global.get $slots) (i32.shl (local.get $slot) (i32.const 3))))
      (local.set $known (i32.load offset=4 (local.get $at)))
      (local.set $slot (i32.and (i32.add (local.get $slot) (i32.const 1)) (i32.shr_u (i32.const -1) (global.get $shift))))
      (br_if $probe (i32.and (i32.ne (local.get $known) (i32.const 0)) (i32.ne (i32.load (local.get $at)) (local.get $hash)))))
    (local.get $known))

  ;; Whether a spelling, by the address of its entry, stands there unit by unit.
  (func $stands (param $entry i32) (param $at i32) (result i32)
    (local $left i32)
    (local.set $left (i32.load offset=0x80008 (local.get $entry)))
    (loop $eight
      (if (v128.any_true (v128.and
            (v128.xor (v128.load offset=0x10000 (local.get $at)) (v128.load offset=0x80010 (local.get $entry)))
            (v128.load offset=0x17f00 (i32.shl (select (local.get $left) (i32.const 8) (i32.lt_u (local.get $left) (i32.const 8))) (i32.const 4)))))
        (then (return (i32.const 0))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (local.set $entry (i32.add (local.get $entry) (i32.const 16)))
      (br_if $eight (i32.gt_s (local.tee $left (i32.sub (local.get $left) (i32.const 8))) (i32.const 0))))
    (i32.const 1))

  ;; Of the spellings with one hash, from an entry on, the one that stands as a whole word from `start` to `end`, where the hash ends.
  ;; Returns its entry, 0 for none, -1 if they are not plain.
  (func $standing (param $entry i32) (param $start i32) (param $end i32) (result i32)
    (local $address i32) (local $found i32)
    (loop $spellings
      (local.set $address (i32.shl (local.get $entry) (i32.const 2)))
      ;; It begins or ends with signs.
      (if (i32.or (i32.gt_u (i32.load offset=0x8000c (local.get $address)) (i32.const 1))
            (i32.ne (i32.shl (i32.load offset=0x80008 (local.get $address)) (i32.const 1)) (i32.sub (local.get $end) (local.get $start))))
        (then (return (i32.const -1))))
      (if (call $stands (local.get $address) (local.get $start))
        (then (local.set $found (local.get $entry)))
        (else (if (i32.load offset=0x8000c (local.get $address)) (then (return (i32.const -1))))))
      (br_if $spellings (local.tee $entry (i32.load offset=0x80000 (local.get $address)))))
    (if (call $mayTie (local.get $end) (i32.add (local.get $end) (i32.const 2)))
      (then (if (i32.eqz (call $isGenitive (local.get $end))) (then (return (i32.const -1))))))
    (local.get $found))

  ;; The longest name that begins there, as `readOn` of ../gazetteer.ts has it. Returns its end, 0 if there is none, -1 if it is not plain; puts its entry at `into`.
  (func $read (param $start i32) (param $limit i32) (param $into i32) (result i32)
    (local $at i32) (local $hash i32) (local $before i32) (local $folded i32) (local $known i32) (local $entry i32) (local $gap i32) (local $end i32)
    (local.set $at (local.get $start))
    (local.set $hash (i32.mul (i32.load16_u offset=0x10000 (local.get $at)) (i32.const 0x9e3779b1)))
    (local.set $folded (call $fold (local.get $at)))
    (if (i32.eqz (local.get $folded)) (then (return (i32.const -1))))
    (if (call $mayTie (i32.sub (local.get $at) (i32.const 2)) (i32.sub (local.get $at) (i32.const 4))) (then (return (i32.const -1))))
    (loop $words
      (loop $letters
        (local.set $before (local.get $hash))
        (local.set $hash (call $mixed (local.get $hash) (local.get $folded)))
        (br_if $letters (local.tee $folded (call $fold (local.tee $at (i32.add (local.get $at) (i32.const 2)))))))
      (if (i32.gt_s (local.get $at) (local.get $limit)) (then (return (i32.const -1))))
      (local.set $known (call $known (local.get $hash)))
      (if (i32.eq (i32.load16_u offset=0xfffe (local.get $at)) (global.get $plural))
        (then (if (i32.shr_u (call $known (local.get $before)) (i32.const 6)) (then (return (i32.const -1))))))
      (if (i32.shr_u (local.get $known) (i32.const 6))
        (then
          (local.set $entry (call $standing (i32.shr_u (local.get $known) (i32.const 6)) (local.get $start) (local.get $at)))
          (if (i32.lt_s (local.get $entry) (i32.const 0)) (then (return (i32.const -1))))
          (if (local.get $entry)
            (then
              (local.set $end (local.get $at))
              (i32.store (local.get $into) (local.get $entry))))))
      (local.set $known (i32.and (local.get $known) (i32.const 63)))
      (if (i32.eqz (local.get $known)) (then (return (local.get $end))))
      ;; To the next word, wherever it is: it tells first whether the name may go on there.
      (local.set $gap (local.get $at))
      (block $word (loop $signs
        (br_if $word (i32.eqz (call $isSign (local.get $at))))
        (if (i32.ge_s (local.get $at) (local.get $limit)) (then (return (i32.const -1))))
        (local.set $at (i32.add (local.get $at) (i32.const 2)))
        (br $signs)))
      (local.set $folded (call $fold (local.get $at)))
      (if (i32.eqz (local.get $folded)) (then (return (i32.const -1))))
      (if (i32.eqz (i32.and (local.get $known) (i32.shl (i32.const 1) (i32.rem_u (local.get $folded) (i32.const 6)))))
        (then (return (local.get $end))))
      ;; One space or sign is plain.
      (local.set $hash (call $mixed (local.get $hash) (local.tee $known (call $plain (i32.load16_u offset=0x10000 (local.get $gap))))))
      (br_if $words (i32.and (i32.ne (local.get $known) (i32.const 0)) (i32.eq (local.get $at) (i32.add (local.get $gap) (i32.const 2))))))
    (i32.const -1))

  ;; Goes on through the places, from one on: writes where a name begins, where it ends, and its entry. It stops behind a place that is not
  ;; plain, where the end is -1. Returns how many it has written.
  (func (export "match") (param $from i32) (param $limit i32) (result i32)
    (local $at i32) (local $end i32) (local $into i32)
    (local.set $limit (i32.shl (local.get $limit) (i32.const 1)))
    (block $done
      (loop $places
        (br_if $done (i32.ge_u (global.get $next) (global.get $count)))
        (local.set $at (i32.load offset=0x18000 (i32.shl (global.get $next) (i32.const 2))))
        (global.set $next (i32.add (global.get $next) (i32.const 1)))
        (br_if $places (i32.lt_s (local.get $at) (local.get $from)))
        (local.set $end (call $read (i32.shl (local.get $at) (i32.const 1)) (local.get $limit) (i32.add (local.get $into) (i32.const 0x70008))))
        (br_if $places (i32.eqz (local.get $end)))
        (local.set $end (i32.shr_s (local.get $end) (i32.const 1)))
        (i32.store offset=0x70000 (local.get $into) (local.get $at))
        (i32.store offset=0x70004 (local.get $into) (local.get $end))
        (local.set $into (i32.add (local.get $into) (i32.const 12)))
        (local.set $from (local.get $end))
        (br_if $places (i32.gt_s (local.get $end) (i32.const 0)))))
    (i32.div_u (local.get $into) (i32.const 12))))
