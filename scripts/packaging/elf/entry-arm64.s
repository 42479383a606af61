// What an executable for Linux on AArch64 runs before the C library starts Node. See entry.ts.
// Position independent; assembled by assemble.ts into entry-code.json.
  .text

// Distances from the word itself, because some programs are not at a fixed address.
start: .quad 0                  // to Node's own entry point
option: .quad 0                 // to the option --liftoff in memory; 0: there is none

// bool __atomic_compare_exchange(size, pointer, expected, desired, …): Node calls it for 8 bytes only.
compare_exchange:
  cmp x0, #8
  b.ne 3f
  ldr x4, [x2]
  ldr x5, [x3]
1:
  ldaxr x6, [x1]
  cmp x6, x4
  b.ne 2f
  stlxr w7, x5, [x1]
  cbnz w7, 1b
  mov w0, #1
  ret
2:
  clrex
  str x6, [x2]
  mov w0, #0
  ret
3:
  brk #0

// On the stack: the count of arguments, the arguments, 0, the variables, 0, the auxiliary vector.
  .balign 128
entry:
  mov x19, x0                   // for the C library: a function of the loader
  ldr x1, [sp]
  add x20, sp, x1, lsl #3
  add x20, x20, #16

next_variable:
  ldr x2, [x20], #8
  cbz x2, check_memory
  adr x3, rules
next_rule:
  ldrb w4, [x3], #1             // 0: no more rules, 1: keep, 2: drop
  cbz w4, next_variable
  mov x5, x2
compare:
  ldrb w6, [x3], #1
  cbz w6, matched
  ldrb w7, [x5], #1
  cmp w6, w7
  b.eq compare
skip:
  ldrb w6, [x3], #1
  cbnz w6, skip
  b next_rule
matched:
  cmp w4, #2
  b.ne next_variable
  strb wzr, [x2]                // a variable without a name, which nothing reads
  b next_variable

// V8 compiles into memory that is writable and executable. Where the system refuses that, it interprets.
check_memory:
  adr x9, option
  ldr x21, [x9]
  cbz x21, leave
  add x21, x21, x9
  mov x0, #0
  mov x1, #4096
  mov w2, #7                    // PROT_READ | PROT_WRITE | PROT_EXEC
  mov w3, #0x22                 // MAP_PRIVATE | MAP_ANONYMOUS
  mov x4, #-1
  mov x5, #0
  mov x8, #222                  // mmap
  svc #0
  cmn x0, #4095
  b.cs refused
  mov x1, #4096
  mov x8, #215                  // munmap
  svc #0
  b leave

refused:
  ldp x9, x10, [x20], #16
  cbz x9, leave
  cmp x9, #6                    // AT_PAGESZ
  b.ne refused
  neg x10, x10
  and x22, x21, x10
  add x23, x21, #9
  sub x23, x23, x22
  mov w2, #3                    // PROT_READ | PROT_WRITE
  bl protect
  cbnz x0, leave
  adr x9, jitless
  ldr x10, [x9]
  str x10, [x21]
  ldrb w10, [x9, #8]
  strb w10, [x21, #8]
  mov w2, #1                    // PROT_READ
  bl protect

leave:
  mov x0, x19
  adr x16, start
  ldr x17, [x16]
  add x16, x16, x17
  br x16

protect:
  mov x0, x22
  mov x1, x23
  mov x8, #226                  // mprotect
  svc #0
  ret

jitless: .ascii "--jitless"     // as long as --liftoff

// Follows: for each rule its kind, the beginning of `NAME=value` that it is for, and 0; then 0.
rules:
