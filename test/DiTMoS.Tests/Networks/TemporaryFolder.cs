namespace DiTMoS.Tests.Networks;

/// <summary>A folder that is there for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ditmos-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string[] Files => [.. _folder.GetFiles().Select(file => file.Name)];

    public void Dispose() => _folder.Delete(recursive: true);
}
