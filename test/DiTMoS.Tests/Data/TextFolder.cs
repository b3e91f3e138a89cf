using System.Text;

namespace DiTMoS.Tests.Data;

/// <summary>A folder of text files in folders, for one test, removed with what is in it.</summary>
internal sealed class TextFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Root => _folder.Root;

    public string this[string path] => _folder[path];

    /// <summary>Writes a file, and the folders above it.</summary>
    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.WriteAllBytes(_folder[path], Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Alters one file at random, many times, and reads the folder each time.</summary>
    public (int Read, int Refused) TryMutations(string path, Action read, int count) =>
        Mutations.Try(File.ReadAllBytes(_folder[path]), bytes =>
        {
            File.WriteAllBytes(_folder[path], bytes);
            read();
        }, count);

    public void Dispose() => _folder.Dispose();
}
