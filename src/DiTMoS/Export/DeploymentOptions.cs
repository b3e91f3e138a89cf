using DiTMoS.Export.C99;
using DiTMoS.Export.Onnx;
using DiTMoS.Planning;
using DiTMoS.Planning.Boards;
using DiTMoS.Streaming;

namespace DiTMoS.Export;

/// <summary>How a model is deployed.</summary>
public sealed record DeploymentOptions
{
    /// <summary>The board. Default <see cref="Board.Stm32F767ZI"/>.</summary>
    public Board Board { get; init; } = Board.Stm32F767ZI;

    /// <summary>What the plan has to keep to. Default: the fastest plan that fits the board.</summary>
    public PlanOptions Plan { get; init; } = new();

    /// <summary>What is written. Default <see cref="DeploymentTargets.All"/>.</summary>
    public DeploymentTargets Targets { get; init; } = DeploymentTargets.All;

    /// <summary>How windows and features are shaped in ONNX files. Default <see cref="OnnxLayout.Conv1D"/>.</summary>
    public OnnxLayout Layout { get; init; } = OnnxLayout.Conv1D;

    /// <summary>What the model is called in C; any text, of which letters and digits are kept. Default <c>model</c>.</summary>
    public string Name { get; init; } = "model";

    /// <summary>What C is made for. Default <see cref="CodeOptimization.Speed"/>.</summary>
    public CodeOptimization Optimization { get; init; } = CodeOptimization.Speed;

    /// <summary>
    /// Has C code that takes samples, and not windows: the model's front end (<see cref="Networks.WindowModel.FrontEnd"/>), and what these options say of hop, smoothing and rejection. Decisions are those of
    /// <see cref="StreamingClassifier"/>. Null for windows only. Default null.
    /// </summary>
    public StreamingOptions? Streaming { get; init; }

    /// <summary>The most windows that are kept to verify with, at least 1. Default 500.</summary>
    public int MaximumWindows { get; init; } = 500;
}
