/* runner-room.h - the room before what the inference may write. No memory protection is fine enough for it: it is filled before
 * the run and looked at behind it. */
#ifndef RUNNER_ROOM_H
#define RUNNER_ROOM_H

#include "runner-port.h"

#ifndef Room_section
#define Room_section
#endif

#define ROOM_BYTES 0x40000u
#define UNTOUCHED 0xA5u

static void fill_room(volatile unsigned char *unused, uint32_t bytes)
{
    uint32_t i;

    for (i = 0; i < bytes; i++) {
        unused[i] = UNTOUCHED;
    }
}

static void check_room(const volatile unsigned char *unused, uint32_t bytes)
{
    uint32_t i;

    for (i = 0; i < bytes; i++) {
        if (unused[i] != UNTOUCHED) {
            Port_fail("error: the inference wrote to memory before its context\n");
        }
    }
}

#endif
