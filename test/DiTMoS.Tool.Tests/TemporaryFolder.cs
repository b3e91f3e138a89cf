namespace DiTMoS.Tool.Tests;

/// <summary>A folder that is deleted when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ditmos-tool-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string[] Names => [.. Directory.GetFileSystemEntries(_folder.FullName).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Delete(recursive: true);
}
