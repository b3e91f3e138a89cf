/* runner-startup.c - vector table, reset and faults of the image. */
#include <stdint.h>
#include "runner-guard.h"
#include "runner-semihosting.h"

#define REGISTER(address) (*(volatile uint32_t *)(address))
#define SHCSR REGISTER(0xE000ED24u)     /* system handler control */
#define CFSR  REGISTER(0xE000ED28u)     /* what went wrong */
#define MMFAR REGISTER(0xE000ED34u)     /* address of a refused access */
#define CPACR REGISTER(0xE000ED88u)     /* access to the FPU */

enum { FAULT_STATUS = 101, FRAME_PC = 6 };

extern uint32_t __stack_limit[], __stack_top[], __spare_stack_top[];
extern uint32_t __data_load[], __data_start[], __data_end[], __bss_start[], __bss_end[];

int main(void);
void Reset_Handler(void);
__attribute__((used, noreturn)) void Report_fault(const uint32_t *frame, uint32_t number);

/* Ends the run. Where the stack itself is what broke, no frame was written that could be read. */
void Report_fault(const uint32_t *frame, uint32_t number)
{
    Semihosting_print_figure("fault", number);
    Semihosting_print_figure("status", CFSR);
    Semihosting_print_figure("address", MMFAR);
    if (frame >= __stack_limit && frame + FRAME_PC < __stack_top) {
        Semihosting_print_figure("pc", frame[FRAME_PC]);
    }
    Semihosting_print_figure("stack", (uint32_t)frame - (uint32_t)__stack_limit);
    Semihosting_exit(FAULT_STATUS);
}

/* Goes to the spare stack before anything is pushed. */
__attribute__((naked)) static void fault_handler(void)
{
    __asm__ volatile(
        "mrs r0, msp\n"
        "ldr r1, =__spare_stack_top\n"
        "msr msp, r1\n"
        "mrs r1, ipsr\n"
        "b Report_fault\n"
        ".ltorg\n");
}

void Reset_Handler(void)
{
    const uint32_t *from = __data_load;
    uint32_t *to;

    CPACR |= 0xFu << 20;
    __asm__ volatile("dsb\n isb");
    SHCSR |= 7u << 16;      /* usage, bus and memory faults have handlers of their own */
    for (to = __data_start; to < __data_end; to++) {
        *to = *from++;
    }
    for (to = __bss_start; to < __bss_end; to++) {
        *to = 0;
    }
    Guard_on();
    Semihosting_exit((uint32_t)main());
}

typedef void (*vector)(void);

__attribute__((section(".vectors"), used)) static const vector vectors[48] = {
    (vector)__stack_top, Reset_Handler, [2 ... 47] = fault_handler
};
