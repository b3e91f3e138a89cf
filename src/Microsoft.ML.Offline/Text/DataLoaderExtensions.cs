namespace Microsoft.ML;

/// <summary>Loads files.</summary>
public static class DataLoaderExtensions
{
    /// <summary>The view of some files.</summary>
    public static IDataView Load(this IDataLoader<IMultiStreamSource> loader, params string[] path)
        => Check.Value(loader, nameof(loader)).Load(new MultiFileSource(path));
}
