/* runner-semihosting.c - the calls of Arm's semihosting specification that the image makes. */
#include "runner-semihosting.h"

enum { SYS_OPEN = 0x01, SYS_CLOSE = 0x02, SYS_WRITE0 = 0x04, SYS_WRITE = 0x05, SYS_READ = 0x06, SYS_EXIT_EXTENDED = 0x20 };
enum { APPLICATION_EXIT = 0x20026 };

static uint32_t call(uint32_t operation, const void *arguments)
{
    register uint32_t r0 __asm__("r0") = operation;
    register const void *r1 __asm__("r1") = arguments;

    __asm__ volatile("bkpt 0xAB" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
}

int32_t Semihosting_open(const char *name, uint32_t length, uint32_t mode)
{
    const uint32_t arguments[3] = { (uint32_t)name, mode, length };

    return (int32_t)call(SYS_OPEN, arguments);
}

uint32_t Semihosting_read(int32_t file, void *to, uint32_t bytes)
{
    const uint32_t arguments[3] = { (uint32_t)file, (uint32_t)to, bytes };

    return call(SYS_READ, arguments);
}

uint32_t Semihosting_write(int32_t file, const void *from, uint32_t bytes)
{
    const uint32_t arguments[3] = { (uint32_t)file, (uint32_t)from, bytes };

    return call(SYS_WRITE, arguments);
}

void Semihosting_close(int32_t file)
{
    const uint32_t arguments[1] = { (uint32_t)file };

    call(SYS_CLOSE, arguments);
}

void Semihosting_print(const char *text)
{
    call(SYS_WRITE0, text);
}

void Semihosting_print_figure(const char *name, uint32_t value)
{
    char line[11];
    int i;

    line[0] = '=';
    for (i = 0; i < 8; i++) {
        line[1 + i] = "0123456789abcdef"[(value >> (28 - 4 * i)) & 15u];
    }
    line[9] = '\n';
    line[10] = '\0';
    Semihosting_print(name);
    Semihosting_print(line);
}

void Semihosting_exit(uint32_t status)
{
    const uint32_t arguments[2] = { APPLICATION_EXIT, status };

    for (;;) {
        call(SYS_EXIT_EXTENDED, arguments);
    }
}
