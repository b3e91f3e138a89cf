using System.Globalization;
using DiTMoS.Planning.Memory;

namespace DiTMoS.Export.C99.Streams;

/// <summary>The files of a stream, and what other files of the folder say of it.</summary>
/// <param name="layout">The stream.</param>
/// <param name="memory">The network's plan.</param>
/// <param name="model">The model's names.</param>
/// <param name="classes">Classes, K.</param>
internal sealed class StreamFiles(StreamLayout layout, MemoryPlan memory, C99Names model, int classes)
{
    /// <summary>Where <c>main.c</c> does it.</summary>
    public const string ExampleCall = "    failures += decisions_on_zeros() == 1 ? 0 : 1;\n";

    private readonly StreamNames _names = new(model);

    /// <summary>The files without their endings, <c>.h</c> and <c>.c</c>.</summary>
    public IReadOnlyList<string> Stems => layout.TableBytes > 0 ? [_names.Prefix, _names.Tables] : [_names.Prefix];

    /// <summary>Adds the files to a folder.</summary>
    public void AddTo(Dictionary<string, string> texts)
    {
        texts[$"{_names.Prefix}.h"] = StreamHeaderFile.Text(layout, memory, _names, classes);
        texts[$"{_names.Prefix}.c"] = new StreamSourceFile(layout, memory, _names).Text();
        if (layout.TableBytes > 0)
        {
            texts[$"{_names.Tables}.h"] = StreamTablesFile.Header(layout, _names);
            texts[$"{_names.Tables}.c"] = StreamTablesFile.Source(layout, _names);
        }
    }

    /// <summary>What <c>main.c</c> reads of a stream.</summary>
    public string ExampleInclude() => $"#include \"{_names.Prefix}.h\"\n";

    /// <summary>How <c>main.c</c> pushes samples.</summary>
    public string ExampleFunction() => $$"""
        static {{_names.Prefix}} stream; /* a context, and {{_names.Macro}}_RAM_BYTES for samples, features and decisions */

        /* How often zeros are decided on until the first window is complete: once. In a project, push what the sensor gives, from its
         * interrupt or its queue, and act on decisions that are accepted. */
        static int32_t decisions_on_zeros(void)
        {
            static const float zeros[{{_names.Macro}}_CHANNELS];
            int32_t decisions = 0, t;
            {{_names.Prefix}}_init(&stream);
            for (t = 0; t < {{_names.Macro}}_FIRST_DECISION; t++) {
                {{model.Prefix}}_decision decision;
                if ({{model.Prefix}}_push(&stream, zeros, &decision) == 1) {
                    decisions += decision.window_label >= 0 ? 1 : 0;
                }
            }
            return decisions;
        }


        """;

    /// <summary>The rows of files.</summary>
    public string ReadmeRows() =>
        $"| {string.Join(", ", Stems.SelectMany(stem => new[] { $"`{stem}.h`", $"`{stem}.c`" }))} | the stream: a function for each stage{(layout.TableBytes > 0 ? ", and its constants" : "")} |\n";

    /// <summary>The section on streams.</summary>
    public string Readme() => string.Create(CultureInfo.InvariantCulture, $$"""
        ## From samples to decisions

        ```c
        #include "{{_names.Prefix}}.h"

        static {{_names.Prefix}} stream;      /* one for each sensor */

        {{_names.Prefix}}_init(&stream);{{(memory.FlashRecordBytes > 0 ? "          /* then set stream.network.flash */" : "")}}
        for (;;) {
            float sample[{{_names.Macro}}_CHANNELS];
            /* {{(layout.Plan.Raw.Channels == 1 ? "1 value" : $"{layout.Plan.Raw.Channels} values")}}{{(layout.Plan.ArrivalRateHz is { } rate ? string.Create(CultureInfo.InvariantCulture, $", {rate} times a second") : "")}}, in the unit of the training recordings */
            {{model.Prefix}}_decision decision;
            if ({{model.Prefix}}_push(&stream, sample, &decision) == 1 && decision.outcome == {{_names.Macro}}_ACCEPTED) {
                const char *label = {{model.Prefix}}_class_names[decision.label];
                float score = decision.score;
            }
        }
        ```

        A window is {{layout.Plan.Window}} samples, the next begins {{layout.Plan.Hop}} behind it{{(layout.Plan.Decimation > 1 ? $"; {layout.Plan.Decimation} samples that are pushed make one of them" : "")}}. The push that completes a window runs the network{{(layout.Frames is null ? "" : ", the one that completes a frame computes its features")}}; all others cost next to nothing.

        | in the stream, beside the context | bytes | |
        |---|---|---|
        {{string.Concat(layout.Members(memory, classes).Where(member => !member.IsCounter).Select(member => string.Create(CultureInfo.InvariantCulture, $"| `{member.Name}` | {member.Count * 4} | {member.What} |\n")))}}| counters | {{layout.Members(memory, classes).Count(member => member.IsCounter) * 4}} | |
        | in all | {{layout.RamBytes(memory, classes)}} | |

        {{(layout.Frames is { } frames && !layout.HasOwnWork(memory) ? $"Frames are computed on the arena of the network, {frames.WorkFloats * 4} bytes of it, which is free between two windows. " : "")}}{{(layout.TableBytes > 0 ? $"Constant tables: {layout.TableBytes} bytes." : "")}}


        """).TrimEnd('\n') + "\n\n";
}
