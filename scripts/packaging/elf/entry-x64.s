# What an executable for Linux on x86-64 runs before the C library starts Node. See entry.ts.
# Position independent; assembled by assemble.ts into entry-code.json.
  .intel_syntax noprefix
  .text

# Distances from the word itself, because some programs are not at a fixed address.
start: .quad 0                  # to Node's own entry point
option: .quad 0                 # to the option --liftoff in memory; 0: there is none

# bool __atomic_compare_exchange(size, pointer, expected, desired, …): Node calls it for 8 bytes only.
compare_exchange:
  cmp rdi, 8
  jne 2f
  mov rax, [rdx]
  mov rcx, [rcx]
  lock cmpxchg [rsi], rcx
  sete cl
  je 1f
  mov [rdx], rax
1:
  movzx eax, cl
  ret
2:
  ud2

# On the stack: the count of arguments, the arguments, 0, the variables, 0.
  .balign 128
entry:
  mov r12, rdx                  # for the C library: a function of the loader
  mov rax, [rsp]
  lea rbx, [rsp + rax*8 + 16]

next_variable:
  mov rdi, [rbx]
  test rdi, rdi
  je check_memory
  add rbx, 8
  lea rsi, [rip + rules]
next_rule:
  movzx eax, byte ptr [rsi]     # 0: no more rules, 1: keep, 2: drop
  inc rsi
  test al, al
  je next_variable
  mov rcx, rdi
compare:
  mov dl, [rsi]
  inc rsi
  test dl, dl
  je matched
  cmp dl, [rcx]
  jne skip
  inc rcx
  jmp compare
skip:
  mov dl, [rsi]
  inc rsi
  test dl, dl
  jne skip
  jmp next_rule
matched:
  cmp al, 2
  jne next_variable
  mov byte ptr [rdi], 0         # a variable without a name, which nothing reads
  jmp next_variable

# V8 compiles into memory that is writable and executable. Where the system refuses that, it interprets.
check_memory:
  mov r13, [rip + option]
  test r13, r13
  je leave
  lea rax, [rip + option]
  add r13, rax
  xor edi, edi
  mov esi, 4096
  mov edx, 7                    # PROT_READ | PROT_WRITE | PROT_EXEC
  mov r10d, 0x22                # MAP_PRIVATE | MAP_ANONYMOUS
  mov r8, -1
  xor r9d, r9d
  mov eax, 9                    # mmap
  syscall
  cmp rax, -4096
  ja refused
  mov rdi, rax
  mov esi, 4096
  mov eax, 11                   # munmap
  syscall
  jmp leave

refused:
  mov r14, r13
  and r14, -4096
  lea r15, [r13 + 9]
  sub r15, r14
  mov edx, 3                    # PROT_READ | PROT_WRITE
  call protect
  test rax, rax
  jne leave
  mov rax, [rip + jitless]
  mov [r13], rax
  mov al, [rip + jitless + 8]
  mov [r13 + 8], al
  mov edx, 1                    # PROT_READ
  call protect

leave:
  mov rdx, r12
  lea rax, [rip + start]
  add rax, [rip + start]
  jmp rax

protect:
  mov rdi, r14
  mov rsi, r15
  mov eax, 10                   # mprotect
  syscall
  ret

jitless: .ascii "--jitless"     # as long as --liftoff

# Follows: for each rule its kind, the beginning of `NAME=value` that it is for, and 0; then 0.
rules:
