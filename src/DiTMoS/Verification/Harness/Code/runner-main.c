/* runner-main.c - runs the windows of windows.bin through the generated inference, and writes to results.bin what it answers.
 *
 *   windows.bin   uint32 count, then count windows of Subject_values floats, (L, C)
 *   results.bin   uint32 bytes of the context (what stands for flash left out), uint32 bytes of its arena, then for every window: int32 route, int32 label,
 *                 uint32 instructions, uint32 stack bytes, uint32 invalid, Subject_classes scores, Subject_classes logits
 *                 (the scores again where there are none), and the steps where they are profiled
 *
 * With Subject_poison the context is filled with signalling NaNs before every window, so that nothing is left of the one before.
 */
#include "runner-room.h"

#define SIGNALLING_NAN 0x7FA00000u

/* The context ends where the room does: in an image that is the end of RAM. */
static struct {
    unsigned char unused[ROOM_BYTES - sizeof(Subject_context)];
    Subject_context context;
} room Room_section;
static float window[Subject_values];

static void begin(void)
{
    volatile uint32_t *word = (volatile uint32_t *)(void *)&room.context;
    uint32_t i;

    for (i = 0; i < sizeof room.context / sizeof *word; i++) {
        word[i] = SIGNALLING_NAN;
    }
    Subject_init(&room.context);
}

static void infer(Subject_result *result)
{
    const uint32_t *from = (const uint32_t *)(const void *)window;
    volatile uint32_t *to = (volatile uint32_t *)(void *)Subject_input(&room.context);
    Port_cost cost;
    int32_t answer[2];
    uint32_t i;

    for (i = 0; i < Subject_values; i++) {
        to[i] = from[i];
    }
    cost = Port_run(&room.context, result);

    answer[0] = (int32_t)result->route;
    answer[1] = (int32_t)result->label;
    Port_write(answer, sizeof answer);
    Port_write(&cost, sizeof cost);
    Port_write(result->scores, Subject_classes * sizeof(float));
    Port_write(result->logits != 0 ? result->logits : result->scores, Subject_classes * sizeof(float));
    Port_write_steps();
}

int main(void)
{
    const uint32_t bytes[2] = { sizeof room.context - Subject_record_bytes, sizeof room.context.arena };
    Subject_result result;
    uint32_t count;
    uint32_t i;

    Port_open();
    Port_read(&count, sizeof count);
    Port_write(bytes, sizeof bytes);
    fill_room(room.unused, sizeof room.unused);
    begin();
    for (i = 0; i < count; i++) {
#ifdef Subject_poison
        if (i > 0) {
            begin();
        }
#endif
        Port_read(window, sizeof window);
        infer(&result);
    }
    check_room(room.unused, sizeof room.unused);
    Port_close();
    return 0;
}
