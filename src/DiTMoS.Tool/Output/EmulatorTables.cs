using DiTMoS.Verification.Emulator;

namespace DiTMoS.Tool.Output;

/// <summary>What an inference takes on an emulated core, as tables.</summary>
internal static class EmulatorTables
{
    private const int BarWidth = 20;

    public static void Print(Terminal terminal, EmulatorFigures figures)
    {
        terminal.Line($"Counted on an emulated {figures.Core}: instructions, exactly. They are no cycles: an emulator knows neither caches, nor the wait for flash, nor two instructions at once.");
        terminal.Table(Totals(figures).Build());
        terminal.Table(Networks(figures).Build());
        terminal.Table(Steps(figures).Build());
        terminal.Line("Code of a network or step is that of its own functions, compiled apart; what several steps share is in the whole only. Stack of a step includes the counting.");
        terminal.Line(Estimates(figures));
    }

    private static string Estimates(EmulatorFigures figures)
    {
        string model = $"if an instruction takes {Show.Number(figures.CyclesPerInstruction, "0.0#")} cycles at {Show.Number(figures.ClockHz / 1e6)} MHz";
        return figures.EstimatedMillijoules is { } energy
            ? $"Time and energy are estimates, not measured: {Show.Number(figures.EstimatedMs, "0.00")} ms and {Show.Number(energy, "0.00")} mJ an inference, {model} and the board {Show.Number(figures.Watts!.Value)} W, as published for an STM32F767."
            : $"Time is an estimate, not measured: {Show.Number(figures.EstimatedMs, "0.00")} ms an inference, {model}.";
    }

    private static TextTable Totals(EmulatorFigures figures)
    {
        var table = new TextTable("one inference", ">measured", "");
        table.Row("instructions, at most", Show.Count(figures.Instructions), $"on average {Show.Count((long)Math.Round(figures.MeanInstructions))}");
        table.Row("per multiplication", Show.Number(figures.InstructionsPerMac, "0.00"), $"of {Show.Count(figures.Macs)}, repeated ones left out");
        table.Row("arena", Show.Count(figures.ArenaBytes), $"bytes, in a context of {Show.Count(figures.ContextBytes)}");
        table.Row("stack, at most", Show.Count(figures.StackBytes), "bytes");
        table.Row("static RAM", Show.Count(figures.StaticRamBytes), "bytes");
        table.Row("RAM in all", Show.Count(figures.RamBytes), Share(figures.RamBytes, figures.BoardRamBytes));
        table.Row("code", Show.Count(figures.CodeBytes), "bytes");
        table.Row("constants", Show.Count(figures.ConstantBytes), "bytes");
        table.Row("flash in all", Show.Count(figures.FlashBytes), Share(figures.FlashBytes, figures.BoardFlashBytes));
        return table;
    }

    private static TextTable Networks(EmulatorFigures figures)
    {
        double most = figures.Networks.Max(network => network.Instructions);
        var table = new TextTable("network", ">instructions", ">multiplications", ">each", ">arena", ">stack", ">code", ">weights", "");
        foreach (NetworkFigures network in figures.Networks)
        {
            table.Row(
                network.Name,
                Show.Count((long)Math.Round(network.Instructions)),
                Show.Count(network.Macs),
                Show.Number(network.InstructionsPerMac, "0.00"),
                Show.Count(network.ArenaBytes),
                Show.Count(network.StackBytes),
                Show.Count(network.CodeBytes),
                Show.Count(network.ConstantBytes),
                Bar(network.Instructions, most));
        }

        return table;
    }

    private static TextTable Steps(EmulatorFigures figures)
    {
        double most = figures.Steps.Max(step => step.Instructions);
        var table = new TextTable(">step", "operator", ">instructions", ">multiplications", ">each", ">arena", ">stack", ">code", ">weights", "");
        foreach (StepFigures step in figures.Steps)
        {
            table.Row(
                Show.Count(step.Step),
                step.Operator,
                Show.Count((long)Math.Round(step.Instructions)),
                Show.Count(step.Macs),
                step.InstructionsPerMac is { } each ? Show.Number(each, "0.00") : "",
                Show.Count(step.ArenaBytes),
                Show.Count(step.StackBytes),
                Show.Count(step.CodeBytes),
                Show.Count(step.ConstantBytes),
                Bar(step.Instructions, most));
        }

        return table;
    }

    private static string Share(long bytes, long of) => $"bytes, {Show.Percent((double)bytes / of)} of {Show.Kibibytes(of)}";

    private static string Bar(double value, double most) => new('█', most > 0 ? (int)Math.Round(BarWidth * value / most) : 0);
}
