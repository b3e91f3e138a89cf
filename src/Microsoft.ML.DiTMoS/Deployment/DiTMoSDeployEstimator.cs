using System.Globalization;
using DiTMoS.Data;
using DiTMoS.Export;
using DiTMoS.Export.Onnx;
using DiTMoS.Planning;
using DiTMoS.Planning.Boards;
using Microsoft.ML.DiTMoS.Interop;
using Microsoft.ML.DiTMoS.Saving;
using EngineDeployment = DiTMoS.Export.Deployment;

namespace Microsoft.ML.DiTMoS;

/// <summary>Writes what a microcontroller needs to run the model of the stage before it, when fitted; passes rows through.</summary>
/// <remarks>
/// <para>
/// Takes the model from the stage before it, whose <c>Score</c> column carries it, plans it for a board and writes its networks, slices and manifest to a folder, whole or not at all.
/// Options and folder are checked before the stages before it train; whether the model keeps to the limits shows only behind training, and a pipeline that fails there is lost:
/// where limits are tight, fit the trainer alone and use <see cref="DiTMoSDeploymentExtensions.Deploy(ITransformer, string, DeploymentOptions, IDataView?)"/>.
/// </para>
/// <para>Every fit writes: cross-validation leaves the model of its last fold in the folder.</para>
/// <list type="table">
/// <item><term>Machine learning task</term><description>Multiclass classification, behind the trainer</description></item>
/// <item><term>Score</term><description>Vector&lt;Single&gt;, of a DiTMoS trainer: it carries the model</description></item>
/// <item><term>Features</term><description>By option: Vector&lt;Single&gt; of a fixed size, windows to verify with; no label is read</description></item>
/// <item><term>Output columns</term><description>Those of the input, as they are</description></item>
/// <item><term>Is caching required?</term><description>No, the data is read once where windows are taken from it, and not at all otherwise</description></item>
/// <item><term>Required packages in addition to Microsoft.ML</term><description>Microsoft.ML.DiTMoS and DiTMoS, none of them native</description></item>
/// <item><term>Exportable to ONNX</term><description>It writes ONNX itself; to ConvertToOnnx it is nothing</description></item>
/// </list>
/// </remarks>
public sealed class DiTMoSDeployEstimator : IEstimator<DiTMoSDeployTransformer>
{
    private readonly MLContext _context;
    private readonly Options _options;
    private readonly DeploymentOptions _deployment;

    internal DiTMoSDeployEstimator(Options options, MLContext? context)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _context = context ?? new MLContext();
        _deployment = options.ToDeployment();
    }

    /// <summary>Writes the files.</summary>
    /// <param name="input">The rows, as the stage before transforms them.</param>
    /// <returns>A transformer that passes rows through and tells what was written.</returns>
    /// <exception cref="ArgumentException">The scores are of no DiTMoS model, or the features column is missing, of another type or without a window.</exception>
    /// <exception cref="global::DiTMoS.OptionException">An option is out of range.</exception>
    /// <exception cref="PlanException">No plan keeps to the limits.</exception>
    /// <exception cref="DeploymentException">The folder holds something else or cannot be written, or the shapes of the model break the rules of STM32Cube.AI.</exception>
    public DiTMoSDeployTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ColumnCheck.Find(input.Schema, _options.ScoreColumnName, "Score");
        SavedModel before = Stage.ModelOf(input.Schema, _options.ScoreColumnName)
            ?? throw new ArgumentException(
                $"Score column '{_options.ScoreColumnName}': expected the scores of a DiTMoS model. Append Trainers.DiTMoS or another stage that trains first; for a loaded pipeline call RestoreDiTMoS before, or Deploy on it.",
                nameof(input));
        WindowSet? windows = _options.FeatureColumnName is { } features ? DeploymentWindows.Read(input, features, before.Model) : null;
        using var channel = new TrainingChannel(_context, null, "Deployment");
        DeploymentResult result = EngineDeployment.Write(before.Model, _options.Folder, _deployment, windows);
        channel.Info(string.Create(
            CultureInfo.InvariantCulture,
            $"Deployed for {_deployment.Board.Name}: {result.Files.Count} files, {result.ArenaBytes} bytes of RAM, {result.FlashBytes} bytes of flash, {result.VerificationWindows} windows to verify with"));
        return new DiTMoSDeployTransformer(result);
    }

    /// <summary>The columns of the input; folder, options and columns are checked.</summary>
    /// <param name="inputSchema">The columns, as the stage before gives them.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type.</exception>
    /// <exception cref="global::DiTMoS.OptionException">An option is out of range.</exception>
    /// <exception cref="DeploymentException">The folder holds something else.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ColumnCheck.Find(inputSchema, _options.ScoreColumnName, "Score");
        if (_options.FeatureColumnName is { } features)
        {
            ColumnCheck.Features(inputSchema, features);
        }

        EngineDeployment.Check(_options.Folder, _deployment);
        return inputSchema;
    }

    /// <summary>The options of <see cref="DiTMoSDeployEstimator"/>.</summary>
    public sealed class Options
    {
        private static readonly DeploymentOptions Defaults = new();

        /// <summary>The folder; it is made where it is not there. An earlier deployment is replaced, any other content refused.</summary>
        public string Folder { get; set; } = "";

        /// <summary>A name of <see cref="Board.Known"/>, or the path of a <c>.json</c> file that describes a board. Default <c>stm32f767zi</c>.</summary>
        public string BoardName { get; set; } = Defaults.Board.Name;

        /// <summary>The board; null for what <see cref="BoardName"/> says. Default null.</summary>
        public Board? Board { get; set; }

        /// <summary>How features are placed. Default <see cref="PlacementStrategy.Auto"/>.</summary>
        public PlacementStrategy Strategy { get; set; } = Defaults.Plan.Strategy;

        /// <summary>The largest arena in bytes, the window included; null for the board's RAM. Default null.</summary>
        public int? RamLimitBytes { get; set; } = Defaults.Plan.RamLimitBytes;

        /// <summary>The longest estimated inference in milliseconds; null for no limit. Default null.</summary>
        public double? LatencyLimitMs { get; set; } = Defaults.Plan.LatencyLimitMs;

        /// <summary>Inferences per second, from which flash wear is computed; in [1E-9, 1E9]. Default 1.</summary>
        public double InferencesPerSecond { get; set; } = Defaults.Plan.InferencesPerSecond;

        /// <summary>The years that flash has to last where features are written to it; over 0. Default 10.</summary>
        public double RequiredLifetimeYears { get; set; } = Defaults.Plan.RequiredLifetimeYears;

        /// <summary>Whether a plan that wears the flash out within <see cref="RequiredLifetimeYears"/> is made all the same. Default false.</summary>
        public bool AllowFlashWear { get; set; } = Defaults.Plan.AllowFlashWear;

        /// <summary>What is written. Default <see cref="DeploymentTargets.All"/>.</summary>
        public DeploymentTargets Targets { get; set; } = Defaults.Targets;

        /// <summary>How windows and features are shaped in ONNX files. Default <see cref="OnnxLayout.Conv1D"/>.</summary>
        public OnnxLayout Layout { get; set; } = Defaults.Layout;

        /// <summary>The most windows that are kept to verify with, at least 1. Default 500.</summary>
        public int MaximumNumberOfWindows { get; set; } = Defaults.MaximumWindows;

        /// <summary>The score column of the stage before, which carries its model. Default <c>Score</c>.</summary>
        public string ScoreColumnName { get; set; } = new Scoring.ScoreColumns().Score;

        /// <summary>
        /// The features column, where windows of the rows that the pipeline is fitted on are to be kept in the folder to verify with; null for
        /// those that the model keeps of its validation part (<see cref="DiTMoSOptions.KeptValidationWindows"/>). Default null.
        /// </summary>
        public string? FeatureColumnName { get; set; }

        /// <summary>
        /// Changes the engine's options, such as <c>o => o with { Layout = OnnxLayout.Conv2D }</c>; null to leave them as they are. It gets them with this
        /// object's values set, and gives all options of the deployment. Default null.
        /// </summary>
        public Func<DeploymentOptions, DeploymentOptions>? Engine { get; set; }

        /// <summary>The engine's options.</summary>
        /// <exception cref="ArgumentException">No folder is named.</exception>
        /// <exception cref="global::DiTMoS.OptionException">No board is called so.</exception>
        internal DeploymentOptions ToDeployment()
        {
            if (string.IsNullOrWhiteSpace(Folder))
            {
                throw new ArgumentException($"Folder must name the folder to write. Got '{Folder}': set Options.Folder.");
            }

            DeploymentOptions options = Defaults with
            {
                Board = Board ?? Board.Find(BoardName),
                Plan = Defaults.Plan with
                {
                    Strategy = Strategy,
                    RamLimitBytes = RamLimitBytes,
                    LatencyLimitMs = LatencyLimitMs,
                    InferencesPerSecond = InferencesPerSecond,
                    RequiredLifetimeYears = RequiredLifetimeYears,
                    AllowFlashWear = AllowFlashWear,
                },
                Targets = Targets,
                Layout = Layout,
                MaximumWindows = MaximumNumberOfWindows,
            };
            return Engine?.Invoke(options) ?? options;
        }
    }
}
