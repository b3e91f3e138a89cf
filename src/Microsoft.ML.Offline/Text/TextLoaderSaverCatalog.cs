namespace Microsoft.ML;

/// <summary>Loads text files.</summary>
public static class TextLoaderSaverCatalog
{
    /// <summary>A loader of text files.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="separatorChar">What is between fields. Default a tab.</param>
    /// <param name="hasHeader">Whether the first line names the fields. Default false.</param>
    /// <param name="dataSample">Files that say how many fields there are, for columns that reach to the end of the line.</param>
    /// <param name="allowQuoting">Whether fields may be in double quotes. Default false.</param>
    /// <param name="trimWhitespace">Whether blanks at the end of lines are left out. Default false.</param>
    /// <param name="allowSparse">Whether rows may be sparse, which this subset does not read. Default false.</param>
    public static TextLoader CreateTextLoader(
        this DataOperationsCatalog catalog, TextLoader.Column[] columns, char separatorChar = '\t', bool hasHeader = false, IMultiStreamSource dataSample = null,
        bool allowQuoting = false, bool trimWhitespace = false, bool allowSparse = false)
        => new(OptionsOf(Check.Value(columns, nameof(columns)), separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse), dataSample);

    /// <summary>A loader of text files.</summary>
    public static TextLoader CreateTextLoader(this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource dataSample = null)
        => new(Check.Value(options, nameof(options)), dataSample);

    /// <summary>A loader of text files whose columns are the members of a class.</summary>
    public static TextLoader CreateTextLoader<TInput>(
        this DataOperationsCatalog catalog, char separatorChar = '\t', bool hasHeader = false, IMultiStreamSource dataSample = null,
        bool allowQuoting = false, bool trimWhitespace = false, bool allowSparse = false)
        => new(OptionsOf(TextColumns.Of(typeof(TInput)), separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse), dataSample);

    /// <summary>A loader of text files whose columns are the members of a class.</summary>
    public static TextLoader CreateTextLoader<TInput>(this DataOperationsCatalog catalog, TextLoader.Options options, IMultiStreamSource dataSample = null)
    {
        Check.Value(options, nameof(options));
        options.Columns = TextColumns.Of(typeof(TInput));
        return new(options, dataSample);
    }

    /// <summary>The view of a text file; nothing but what the columns need is read before a cursor asks.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The file.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="separatorChar">What is between fields. Default a tab.</param>
    /// <param name="hasHeader">Whether the first line names the fields. Default false.</param>
    /// <param name="allowQuoting">Whether fields may be in double quotes. Default false.</param>
    /// <param name="trimWhitespace">Whether blanks at the end of lines are left out. Default false.</param>
    /// <param name="allowSparse">Whether rows may be sparse, which this subset does not read. Default false.</param>
    /// <exception cref="ArgumentOutOfRangeException">The file is not there.</exception>
    public static IDataView LoadFromTextFile(
        this DataOperationsCatalog catalog, string path, TextLoader.Column[] columns, char separatorChar = '\t', bool hasHeader = false,
        bool allowQuoting = false, bool trimWhitespace = false, bool allowSparse = false)
        => Load(path, asSample: false, OptionsOf(Check.Value(columns, nameof(columns)), separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse));

    /// <summary>The view of a text file whose columns are the members of a class, which are marked with <see cref="LoadColumnAttribute"/>.</summary>
    public static IDataView LoadFromTextFile<TInput>(
        this DataOperationsCatalog catalog, string path, char separatorChar = '\t', bool hasHeader = false,
        bool allowQuoting = false, bool trimWhitespace = false, bool allowSparse = false)
        => Load(path, asSample: false, OptionsOf(TextColumns.Of(typeof(TInput)), separatorChar, hasHeader, allowQuoting, trimWhitespace, allowSparse));

    /// <summary>The view of a text file.</summary>
    public static IDataView LoadFromTextFile(this DataOperationsCatalog catalog, string path, TextLoader.Options options = null) => Load(path, asSample: true, options ?? new());

    /// <summary>The view of a text file whose columns are the members of a class, which are marked with <see cref="LoadColumnAttribute"/>.</summary>
    public static IDataView LoadFromTextFile<TInput>(this DataOperationsCatalog catalog, string path, TextLoader.Options options)
    {
        options ??= new();
        options.Columns = TextColumns.Of(typeof(TInput));
        return Load(path, asSample: true, options);
    }

    // Only with options the file says itself how long its lines are and what its header names.
    private static IDataView Load(string path, bool asSample, TextLoader.Options options)
    {
        Check.NonEmpty(path, nameof(path));
        Check.Param(File.Exists(path), nameof(path), $"There is no file '{path}'.");
        var file = new MultiFileSource(path);
        return new TextLoader(options, asSample ? file : null).Load(file);
    }

    private static TextLoader.Options OptionsOf(TextLoader.Column[] columns, char separator, bool hasHeader, bool allowQuoting, bool trimWhitespace, bool allowSparse) => new()
    {
        Columns = columns,
        Separators = [separator],
        HasHeader = hasHeader,
        AllowQuoting = allowQuoting,
        TrimWhitespace = trimWhitespace,
        AllowSparse = allowSparse,
    };
}
