using System.CommandLine;
using DiTMoS.Tool.Arguments;
using DiTMoS.Tool.Figures;
using DiTMoS.Tool.Output;

namespace DiTMoS.Tool.Commands;

/// <summary><c>ditmos inspect</c>: what a model is, what it costs, and how it came about.</summary>
internal sealed class InspectCommand : Command
{
    private const int MostNormalizedChannels = 12;

    private readonly Terminal _terminal;
    private readonly Argument<string> _model = CommonArguments.Model();
    private readonly Option<string?> _json = CommonArguments.Json();

    public InspectCommand(Terminal terminal)
        : base("inspect", "Shows a model: its networks, parameters and multiplications, classes and channels, and how it was trained.")
    {
        _terminal = terminal;
        Add(_model);
        Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(_model);
        string? json = parsed.GetValue(_json);
        OutputFile.Check("--json", json, path);
        InspectionFigures figures = InspectionFigures.Load(path);
        FiguresJson.Write(json, figures, FiguresJson.Default.InspectionFigures);
        Print(figures);
        return ExitCode.Done;
    }

    private void Print(InspectionFigures figures)
    {
        string rate = figures.SampleRateHz is { } hertz ? $" at {Show.Number(hertz)} Hz" : "";
        _terminal.Line($"Model        {figures.Model}, SHA-256 {figures.ModelHash}");
        _terminal.Line($"Window       {Show.Of(figures.Channels, "channel")} of {Show.Of(figures.WindowLength, "sample")}{rate}");
        _terminal.Line($"Channels     {ChannelsOf(figures)}");
        _terminal.Line($"Classes      {figures.Classes.Count}: {string.Join(", ", figures.Classes)}");
        _terminal.Line($"Networks     {NetworksOf(figures)}");
        _terminal.Line($"Kernel rule  {figures.KernelRule}");
        _terminal.Line($"Flash        {Show.Of(figures.Parameters, "parameter")}: {Show.Kibibytes(figures.FloatWeightBytes)} in single precision, about {Show.Kibibytes(figures.Int8WeightBytes)} in 8 bits");
        _terminal.Line($"RAM          about {Show.Kibibytes(figures.FloatActivationBytes)} of activations in single precision, before any planning");
        _terminal.Line($"Inference    {Show.Count(figures.MacsPerInference)} multiplications{(figures.Members > 1 ? ": all networks" : figures.Members == 1 ? "" : ": the selector and one classifier")}");
        _terminal.Line("");
        if (figures.Selector is { } selector)
        {
            Print("Selector", selector);
        }

        Print(figures.Members == 1 ? "Network" : figures.Members > 1 ? "Each network" : "Each classifier", figures.Classifier);

        _terminal.Line($"Recipe       {figures.Preset}, seed {figures.Seed}, library {figures.LibraryVersion}");
        _terminal.Line($"Recordings   {figures.Data}");
        _terminal.Line($"Split        {figures.Split}");
        _terminal.Line($"Parts        {Show.Count(figures.TrainWindows)} windows to train, {Show.Count(figures.ValidationWindows)} to validate, {Show.Count(figures.TestWindows)} to test");
        if (figures.SelectedOnTest)
        {
            _terminal.Line("Selection    on the test part, as in the publication: figures on it are too high");
        }

        _terminal.Line($"Temperature  {Show.Number(figures.Temperature)}");
        foreach ((string name, double value) in figures.RecordedFigures)
        {
            _terminal.Line($"Recorded     {name}: {Show.Number(value)}");
        }

        var stages = new TextTable("stage", ">epochs", ">last loss", ">best validation", ">best union");
        foreach (StageFigures stage in figures.Stages)
        {
            stages.Row(
                stage.Stage,
                Show.Count(stage.Epochs),
                stage.LastLoss > 0 ? Show.Number(stage.LastLoss, "0.0000") : "",
                stage.BestValidationAccuracy is { } v ? Show.Percent(v) : "",
                stage.BestUnionAccuracy is { } u ? Show.Percent(u) : "");
        }

        _terminal.Table(stages.Build());
    }

    private void Print(string network, LayerFigures[] layers)
    {
        var table = new TextTable(network, "computes", ">input", ">output", ">parameters", ">multiplications");
        foreach (LayerFigures layer in layers)
        {
            table.Row(layer.Name, layer.Computes, layer.Input, layer.Output, Show.Count(layer.Parameters), Show.Count(layer.Macs));
        }

        table.Row("total", "", "", "", Show.Count(layers.Sum(layer => layer.Parameters)), Show.Count(layers.Sum(layer => layer.Macs)));
        _terminal.Table(table.Build());
    }

    private static string NetworksOf(InspectionFigures figures) => figures.Members switch
    {
        1 => "one",
        { } members => $"{members}, whose probabilities are averaged",
        null => $"a selector and {figures.Classifiers} classifiers, {With(figures.FeatureAggregation)} feature aggregation, {With(figures.SharedBase)} a shared base",
    };

    private static string With(bool? isThere) => isThere == true ? "with" : "without";

    private static string ChannelsOf(InspectionFigures figures)
    {
        if (figures.Channels > MostNormalizedChannels)
        {
            return string.Join(", ", figures.ChannelNames);
        }

        IEnumerable<string> channels = figures.ChannelNames.Select((name, c) =>
            $"{name} (mean {Show.Number(figures.NormalizationMean[c], "G4")}, scale {Show.Number(figures.NormalizationScale[c], "G4")})");
        return string.Join(", ", channels);
    }
}
