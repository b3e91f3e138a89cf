using DiTMoS.Verification.Emulator;

namespace DiTMoS.Tool.Output;

/// <summary>What a stream takes on an emulated core, as a table.</summary>
internal static class StreamTables
{
    public static void Print(Terminal terminal, StreamFigures figures)
    {
        var table = new TextTable("the stream, beside the network", ">measured", "");
        table.Row("instructions per sample", Show.Number(figures.InstructionsPerSample, "0"), "where it completes neither a frame nor a window");
        if (figures.InstructionsPerFrame is { } frame)
        {
            table.Row("instructions per frame", Show.Count((long)Math.Round(frame)), "on average, of all channels");
        }

        table.Row("instructions per sample", Show.Number(figures.MeanInstructionsPerSample, "0.0"), "in the long run, decisions left out");
        table.Row("instructions per decision", Show.Count(figures.InstructionsPerDecision), "at most, the inference among them");
        table.Row("RAM", Show.Count(figures.RamBytes), "bytes beside the context");
        table.Row("stack, at most", Show.Count(figures.StackBytes), "bytes, the inference's among them");
        table.Row("code", Show.Count(figures.CodeBytes), "bytes");
        table.Row("constants", Show.Count(figures.ConstantBytes), "bytes");
        terminal.Table(table.Build());
    }
}
