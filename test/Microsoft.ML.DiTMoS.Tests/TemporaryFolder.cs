using System.Globalization;

namespace Microsoft.ML.DiTMoS.Tests;

/// <summary>A place for folders that tests write; it is gone with the process at the latest.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ditmos-").FullName;
    private int _count;

    public TemporaryFolder() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();

    /// <summary>The path of a folder that is not there yet.</summary>
    public string New() => Path.Combine(_root, Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture));

    public void Dispose()
    {
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }
    }
}
