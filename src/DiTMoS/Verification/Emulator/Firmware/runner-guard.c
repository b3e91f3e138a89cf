/* runner-guard.c - the regions of the memory protection unit. The stack begins at the start of RAM and the context ends where RAM ends,
 * so that what leaves either meets no region at all. */
#include <stdint.h>
#include "runner-guard.h"

#define REGISTER(address) (*(volatile uint32_t *)(address))
#define MPU_CTRL REGISTER(0xE000ED94u)
#define MPU_RNR  REGISTER(0xE000ED98u)
#define MPU_RBAR REGISTER(0xE000ED9Cu)
#define MPU_RASR REGISTER(0xE000EDA0u)

enum { READ_WRITE = 3, READ_ONLY = 6 };
enum { EXECUTED = 0, NOT_EXECUTED = 1 };

static void region(uint32_t number, uint32_t start, uint32_t log2_bytes, uint32_t access, uint32_t execute_never)
{
    MPU_RNR = number;
    MPU_RBAR = start;
    MPU_RASR = (execute_never << 28) | (access << 24) | (1u << 17) | ((log2_bytes - 1u) << 1) | 1u;
}

void Guard_on(void)
{
    region(0, 0x00000000u, 22, READ_ONLY, EXECUTED);        /* code and constants, 4 MiB */
    region(1, 0x20000000u, 19, READ_WRITE, NOT_EXECUTED);   /* RAM, 512 KiB */
    region(2, 0x40000000u, 12, READ_WRITE, NOT_EXECUTED);   /* timers */
    MPU_CTRL = 1u;
    __asm__ volatile("dsb\n isb");
}
