/* runner-emulated.c - the runner's machine is an emulated Cortex-M that counts instructions.
 *
 * One instruction takes 1,024 ns of the emulated clock (-icount shift=10), in which the timer of 25 MHz counts 25.6 down. */
#include "runner-port.h"
#include "runner-semihosting.h"

#define REGISTER(address) (*(volatile uint32_t *)(address))
#define TIMER_CTRL   REGISTER(0x40000000u)
#define TIMER_VALUE  REGISTER(0x40000004u)
#define TIMER_RELOAD REGISTER(0x40000008u)

#define PAINT 0xA5C35A3Cu
#define INVALID_OPERATION 1u    /* in FPSCR, from when it happens until it is cleared */

extern uint32_t __stack_limit[], __code_bytes[], __constant_bytes[], __data_bytes[], __static_bytes[];

static int32_t windows;
static int32_t results;
static uint32_t stack_base;     /* the stack pointer when the inference is called */
static uint32_t call_ticks;     /* between two readings of the timer with nothing between them */

static uint32_t timer_now(void)
{
    return 0xFFFFFFFFu - TIMER_VALUE;
}

static uint32_t instructions_of(uint32_t ticks)
{
    return (uint32_t)(((uint64_t)ticks * 5u + 64u) >> 7);
}

#ifdef __ARM_FP

static uint32_t invalid(void)
{
    uint32_t value;

    __asm__ volatile("vmrs %0, fpscr" : "=r"(value));
    return value & INVALID_OPERATION;
}

static void clear_invalid(void)
{
    uint32_t value;

    __asm__ volatile("vmrs %0, fpscr" : "=r"(value));
    __asm__ volatile("vmsr fpscr, %0" : : "r"(value & ~INVALID_OPERATION));
}

#else   /* without an FPU, what nobody wrote shows in the answers alone */

static uint32_t invalid(void)
{
    return 0;
}

static void clear_invalid(void)
{
}

#endif

/* Both stay in registers of their caller: neither may touch the stack that it looks at. */
__attribute__((always_inline)) static inline void paint(uint32_t below)
{
    volatile uint32_t *word;

    for (word = __stack_limit; (uint32_t)word < below; word++) {
        *word = PAINT;
    }
}

__attribute__((always_inline)) static inline uint32_t stack_used(void)
{
    const volatile uint32_t *word = __stack_limit;

    while ((uint32_t)word < stack_base && *word == PAINT) {
        word++;
    }
    return stack_base - (uint32_t)word;
}

void Port_fail(const char *what)
{
    Semihosting_print(what);
    Semihosting_exit(1);
}

void Port_open(void)
{
    windows = Semihosting_open("windows.bin", 11, OPEN_READ);
    results = Semihosting_open("results.bin", 11, OPEN_WRITE);
    if (windows < 0 || results < 0) {
        Port_fail("error: windows.bin or results.bin cannot be opened\n");
    }
    Semihosting_print_figure("code_bytes", (uint32_t)__code_bytes);
    Semihosting_print_figure("constant_bytes", (uint32_t)__constant_bytes);
    Semihosting_print_figure("data_bytes", (uint32_t)__data_bytes);
    Semihosting_print_figure("static_bytes", (uint32_t)__static_bytes);
    TIMER_CTRL = 0;
    TIMER_RELOAD = 0xFFFFFFFFu;
    TIMER_VALUE = 0xFFFFFFFFu;
    TIMER_CTRL = 1;
}

void Port_read(void *to, uint32_t bytes)
{
    if (Semihosting_read(windows, to, bytes) != 0) {
        Port_fail("error: windows.bin ends too early\n");
    }
}

void Port_write(const void *from, uint32_t bytes)
{
    if (Semihosting_write(results, from, bytes) != 0) {
        Port_fail("error: results.bin cannot be written\n");
    }
}

void Port_close(void)
{
    Semihosting_close(windows);
    Semihosting_close(results);
}

#ifdef Subject_profiled

typedef struct {
    uint32_t calls;
    uint32_t instructions;
    uint32_t stack_bytes;
    uint32_t invalid;
} step_cost;

static step_cost steps[Subject_steps];
static uint32_t step_begin;     /* when the step now running began */
static uint32_t last_ticks;     /* what the last hook counted */
static uint32_t hook_ticks;     /* between two hooks with nothing between them */

void Subject_profile(uint32_t step);
__attribute__((used)) void End_step(uint32_t step, uint32_t stack_pointer);

/* What a step took: called on the spare stack, so that the inference's own keeps what the step left on it. */
void End_step(uint32_t step, uint32_t stack_pointer)
{
    uint32_t ticks = timer_now() - step_begin;

    last_ticks = ticks;
    if (step < Subject_steps) {
        step_cost *cost = &steps[step];
        uint32_t stack_bytes = stack_used();

        cost->calls++;
        cost->instructions += instructions_of(ticks - hook_ticks);
        cost->stack_bytes = stack_bytes > cost->stack_bytes ? stack_bytes : cost->stack_bytes;
        cost->invalid |= invalid();
    }
    clear_invalid();
    paint(stack_pointer);
    step_begin = timer_now();
}

__attribute__((naked)) void Subject_profile(uint32_t step)
{
    (void)step;
    __asm__ volatile(
        "mov r1, sp\n"
        "ldr r2, =__spare_stack_top\n"
        "mov sp, r2\n"
        "push {r1, lr}\n"
        "bl End_step\n"
        "pop {r1, r2}\n"       /* a Cortex-M0+ cannot pop lr */
        "mov sp, r1\n"
        "bx r2\n"
        ".ltorg\n");
}

static void begin_steps(void)
{
    volatile uint32_t *word = (volatile uint32_t *)(void *)steps;
    uint32_t i;

    Subject_profile(Subject_steps);     /* behind the last step: nothing is kept but where it ended */
    Subject_profile(Subject_steps);
    hook_ticks = last_ticks;
    for (i = 0; i < sizeof steps / (sizeof *word); i++) {
        word[i] = 0;
    }
}

#define BEGIN_FIRST_STEP() (step_begin = timer_now())

void Port_write_steps(void)
{
    Port_write(steps, sizeof steps);
}

#else

#define BEGIN_FIRST_STEP() ((void)0)

static void begin_steps(void)
{
}

void Port_write_steps(void)
{
}

#endif

Port_cost Port_run(Subject_context *context, Subject_result *result)
{
    Port_cost cost;
    uint32_t begin;
    int32_t status;

    __asm__ volatile("mov %0, sp" : "=r"(stack_base));
    begin = timer_now();
    call_ticks = timer_now() - begin;
    clear_invalid();
    begin_steps();
    paint(stack_base);
    BEGIN_FIRST_STEP();
    begin = timer_now();
    status = Subject_run(context, result);
    cost.instructions = instructions_of(timer_now() - begin - call_ticks);
    cost.stack_bytes = stack_used();
    cost.invalid = invalid();
    if (status != 0) {
        Port_fail("error: the inference returned another status than 0\n");
    }
    return cost;
}

#ifdef Subject_streamed

void Port_begin_stream(void)
{
    uint32_t here;

    __asm__ volatile("mov %0, sp" : "=r"(here));
    call_ticks = timer_now();
    call_ticks = timer_now() - call_ticks;
    clear_invalid();
    paint(here);
}

__attribute__((noinline)) Port_cost Port_push(Subject_stream *stream, const float *sample, Subject_decision *decision, int32_t *decides)
{
    Port_cost cost;
    uint32_t begin;

    __asm__ volatile("mov %0, sp" : "=r"(stack_base));
    begin = timer_now();
    *decides = Subject_push(stream, sample, decision);
    cost.instructions = instructions_of(timer_now() - begin - call_ticks);
    cost.stack_bytes = 0;
    cost.invalid = invalid();
    if (*decides != 0 && *decides != 1) {
        Port_fail("error: pushing a sample returned another status than 0 and 1\n");
    }
    if (*decides) {
        clear_invalid();
    }
    return cost;
}

uint32_t Port_stream_stack(void)
{
    return stack_used();
}

#endif
