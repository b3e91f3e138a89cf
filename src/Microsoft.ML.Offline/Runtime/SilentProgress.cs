namespace Microsoft.ML.Runtime;

/// <summary>Progress reports, which nobody sees.</summary>
internal sealed class SilentProgress : IProgressChannel
{
    public void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction)
    {
    }

    public void Checkpoint(params double?[] values)
    {
    }

    public IProgressChannel StartProgressChannel(string name) => new SilentProgress();

    public void Dispose()
    {
    }
}
