namespace DiTMoS.Experiments.Running;

/// <summary>Keeps two runners from doing the same work: a file that one process holds open. The system lets go of it where the process ends, however it ends.</summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <summary>Takes a lock.</summary>
    /// <param name="folder">The folder of locks; it is made where it is not there.</param>
    /// <param name="name">What is locked, fit for a file's name.</param>
    /// <returns>The lock; null where another holds it.</returns>
    /// <remarks>The files stay: one that is deleted could be held by two at a time, under one name.</remarks>
    public static RunLock? TryTake(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, name);
        try
        {
            return new RunLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
