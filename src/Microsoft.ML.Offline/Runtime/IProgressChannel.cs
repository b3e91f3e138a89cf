namespace Microsoft.ML.Runtime;

/// <summary>Reports how far work has come. Reports never reach <see cref="MLContext.Log"/>.</summary>
public interface IProgressChannel : IProgressChannelProvider, IDisposable
{
    /// <summary>Says what will be reported, and how to ask for it.</summary>
    void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction);

    /// <summary>Reports values now.</summary>
    void Checkpoint(params double?[] values);
}
