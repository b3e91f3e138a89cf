namespace DiTMoS.Tests.Data;

/// <summary>A folder for one test, removed with what is in it.</summary>
internal sealed class TemporaryFolder(bool isInMemory = false) : IDisposable
{
    private const string Memory = "/dev/shm";

    /// <summary>Where it lies; in memory, where that is asked for and the system has such a place, for tests that write thousands of files.</summary>
    public string Root { get; } = isInMemory && Directory.Exists(Memory)
        ? Directory.CreateDirectory(Path.Combine(Memory, $"ditmos-test-{Guid.NewGuid():N}")).FullName
        : Directory.CreateTempSubdirectory("ditmos-test-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    public string Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
