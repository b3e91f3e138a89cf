using System.Globalization;
using DiTMoS.Training;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.DiTMoS.Interop;

/// <summary>Writes one line an epoch to <c>MLContext.Log</c>, and hands progress on.</summary>
/// <remarks>ML.NET's own progress channels never reach <c>MLContext.Log</c>; lines of a channel do.</remarks>
internal sealed class TrainingChannel : IProgress<TrainingProgress>, IDisposable
{
    private readonly IChannel _channel;
    private readonly IProgress<TrainingProgress>? _next;

    /// <summary>Opens the channel.</summary>
    /// <param name="context">Whose log it is.</param>
    /// <param name="next">Told too; null for nobody.</param>
    /// <param name="name">What the lines are about.</param>
    public TrainingChannel(MLContext context, IProgress<TrainingProgress>? next, string name = "Training")
    {
        _channel = ((IHostEnvironment)context).Register("DiTMoS").Start(name);
        _next = next;
    }

    /// <summary>Writes a line.</summary>
    public void Info(string line) => _channel.Info(MessageSensitivity.None, line);

    /// <summary>Writes a line that people should see.</summary>
    public void Warn(string line) => _channel.Warning(MessageSensitivity.None, line);

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        string accuracy = value.ValidationAccuracy is { } a ? string.Create(CultureInfo.InvariantCulture, $", validation accuracy {a:P1}") : "";
        string union = value.UnionAccuracy is { } u ? string.Create(CultureInfo.InvariantCulture, $", union accuracy {u:P1}") : "";
        Info(string.Create(CultureInfo.InvariantCulture, $"{value.Stage}: epoch {value.Epoch} of {value.Epochs}, loss {value.Loss:0.0000}{accuracy}{union}"));
        _next?.Report(value);
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();
}
