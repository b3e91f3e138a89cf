namespace Microsoft.ML;

/// <summary>Loads, filters and splits data. Views are lazy: nothing is read before a cursor asks.</summary>
public sealed partial class DataOperationsCatalog
{
    private readonly HostEnvironment _environment;

    internal DataOperationsCatalog(HostEnvironment environment) => _environment = environment;

    internal HostEnvironment Environment => _environment;

    /// <summary>A view of objects, which are enumerated anew by every cursor.</summary>
    /// <typeparam name="TRow">The class whose members are the columns.</typeparam>
    /// <param name="data">The objects.</param>
    /// <param name="schemaDefinition">The columns, where the class does not say all.</param>
    /// <exception cref="ArgumentOutOfRangeException">A member cannot be a column.</exception>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null)
        where TRow : class
        => new EnumerableView<TRow>(Check.Value(data, nameof(data)), MemberColumn.Of(typeof(TRow), schemaDefinition, SchemaDefinition.Direction.Read));

    /// <summary>A view of objects, which are enumerated anew by every cursor.</summary>
    /// <typeparam name="TRow">The class whose members are the columns.</typeparam>
    /// <param name="data">The objects.</param>
    /// <param name="schema">Types and annotations of the columns.</param>
    /// <exception cref="InvalidOperationException">The class lacks a column of the schema.</exception>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema)
        where TRow : class
        => LoadFromEnumerable(data, DefinitionOf<TRow>(Check.Value(schema, nameof(schema))));

    /// <summary>The rows of a view as objects, read while they are enumerated.</summary>
    /// <typeparam name="TRow">The class whose members are filled from the columns of their names.</typeparam>
    /// <param name="data">The view.</param>
    /// <param name="reuseRowObject">Whether it is one object that is filled again and again.</param>
    /// <param name="ignoreMissingColumns">Whether members without a column are left as they are.</param>
    /// <param name="schemaDefinition">The columns, where the class does not say all.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing.</exception>
    /// <exception cref="InvalidOperationException">A member cannot hold the values of its column.</exception>
    public IEnumerable<TRow> CreateEnumerable<TRow>(IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false, SchemaDefinition schemaDefinition = null)
        where TRow : class, new()
    {
        Check.Value(data, nameof(data));
        return Rows(data, new TypedReader<TRow>(data.Schema, ignoreMissingColumns, schemaDefinition), reuseRowObject);
    }

    /// <summary>Keeps what cursors ask for, so that it is computed once.</summary>
    /// <param name="input">The view.</param>
    /// <param name="columnsToPrefetch">Columns that are read at once.</param>
    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        Check.Value(input, nameof(input));
        return new CachedView(input, (columnsToPrefetch ?? []).Select(name => input.Schema.GetColumnOrNull(name) ?? throw Check.NoColumn(nameof(columnsToPrefetch), "prefetch", name)).ToArray());
    }

    /// <summary>The rows whose number in a column is at least <paramref name="lowerBound"/> and less than <paramref name="upperBound"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or holds no numbers, or the bounds are in the wrong order.</exception>
    public IDataView FilterRowsByColumn(IDataView input, string columnName, double lowerBound = double.NegativeInfinity, double upperBound = double.PositiveInfinity)
    {
        Check.Value(input, nameof(input));
        Check.NonEmpty(columnName, nameof(columnName));
        Check.Param(lowerBound < upperBound, nameof(upperBound), "The upper bound must be greater than the lower bound.");
        var column = input.Schema[columnName];
        if (column.Type != NumberDataViewType.Single && column.Type != NumberDataViewType.Double)
            throw Check.WrongColumn(nameof(columnName), "filter", columnName, "Single or Double", column.Type.ToString());
        return RowSplit.Filter(input, column, x => lowerBound <= x && x < upperBound);
    }

    /// <summary>The rows whose key, as the fraction (key - 0.5) / count, is at least <paramref name="lowerBound"/> and less than <paramref name="upperBound"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or holds no keys, or a bound is outside [0, 1].</exception>
    public IDataView FilterRowsByKeyColumnFraction(IDataView input, string columnName, double lowerBound = 0, double upperBound = 1)
    {
        Check.Value(input, nameof(input));
        Check.NonEmpty(columnName, nameof(columnName));
        Check.Param(lowerBound is >= 0 and <= 1, nameof(lowerBound), "The lower bound must be in [0, 1].");
        Check.Param(upperBound is >= 0 and <= 1 && lowerBound <= upperBound, nameof(upperBound), "The upper bound must be in [0, 1], and not less than the lower bound.");
        var column = input.Schema[columnName];
        if (column.Type is not KeyDataViewType)
            throw Check.WrongColumn(nameof(columnName), "filter", columnName, "Key", column.Type.ToString());
        return RowSplit.Filter(input, column, x => lowerBound <= x && x < upperBound);
    }

    /// <summary>The rows that have a value in each of some columns: no NaN, no empty text, no key 0, none of them in a vector.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or none is named.</exception>
    public IDataView FilterRowsByMissingValues(IDataView input, params string[] columns)
    {
        Check.Value(input, nameof(input));
        Check.Param(columns is { Length: > 0 }, nameof(columns), "Name at least one column.");
        var tested = columns.Select(name => input.Schema.GetColumnOrNull(name) ?? throw Check.NoColumn(nameof(columns), "input", name)).ToArray();
        return new FilteredView(input, tested, row =>
        {
            var missing = tested.Select(column => MissingValues.Test(row, column)).ToArray();
            return () => !Array.Exists(missing, test => test());
        });
    }

    /// <summary>The rows in random order, the same for every cursor.</summary>
    /// <param name="input">The view.</param>
    /// <param name="seed">Seeds the order; null, the default, takes it from the context.</param>
    /// <param name="shufflePoolSize">How many rows are held to pick from.</param>
    /// <param name="shuffleSource">Whether the view itself is read in random order where it can be.</param>
    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        Check.Value(input, nameof(input));
        Check.Param(shufflePoolSize > 0, nameof(shufflePoolSize), "The pool must hold at least one row.");
        return new ShuffledView(input, seed ?? _environment.Register("RowShuffling").Rand.Next(), shufflePoolSize, shuffleSource);
    }

    /// <summary>All but the first rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public IDataView SkipRows(IDataView input, long count)
    {
        Check.Value(input, nameof(input));
        Check.Param(count > 0, nameof(count), "The number of rows must be positive.");
        return new SlicedView(input, count, long.MaxValue);
    }

    /// <summary>The first rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public IDataView TakeRows(IDataView input, long count)
    {
        Check.Value(input, nameof(input));
        Check.Param(count > 0, nameof(count), "The number of rows must be positive.");
        return new SlicedView(input, 0, count);
    }

    /// <summary>Divides rows at random into those to train with and those to test with.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="testFraction">The share of the rows to test with, in (0, 1). Default 0.1.</param>
    /// <param name="samplingKeyColumnName">Rows with the same value of this column stay together; null, the default, divides single rows.</param>
    /// <param name="seed">Seeds the division; null, the default, takes the seed of the context.</param>
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        Check.Value(data, nameof(data));
        Check.Param(testFraction is > 0 and < 1, nameof(testFraction), "The share must be between 0 and 1.");
        return new RowSplit(data, samplingKeyColumnName, seed ?? _environment.Seed).Part(0, testFraction, includeUpper: false);
    }

    /// <summary>Divides rows at random into folds, each of which is once the one to test with.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="numberOfFolds">The number of folds, at least 2. Default 5.</param>
    /// <param name="samplingKeyColumnName">Rows with the same value of this column stay together; null, the default, divides single rows.</param>
    /// <param name="seed">Seeds the division; null, the default, takes the seed of the context.</param>
    public IReadOnlyList<TrainTestData> CrossValidationSplit(IDataView data, int numberOfFolds = 5, string samplingKeyColumnName = null, int? seed = null)
    {
        Check.Value(data, nameof(data));
        Check.Param(numberOfFolds > 1, nameof(numberOfFolds), "There must be at least two folds.");
        var split = new RowSplit(data, samplingKeyColumnName, seed ?? _environment.Seed);
        return [.. Enumerable.Range(0, numberOfFolds).Select(fold => split.Part((double)fold / numberOfFolds, (double)(fold + 1) / numberOfFolds, includeUpper: true))];
    }

    internal static SchemaDefinition DefinitionOf<TRow>(DataViewSchema schema)
    {
        var definition = SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Read);
        foreach (var column in schema.Where(c => !c.IsHidden))
        {
            var member = definition[column.Name];
            Check.State(member != null, $"{typeof(TRow)} has no member for column '{column.Name}'.");
            member.ColumnType = column.Type;
            member.AddAnnotations(column.Annotations);
        }

        return definition;
    }

    private static IEnumerable<TRow> Rows<TRow>(IDataView data, TypedReader<TRow> reader, bool reuse)
        where TRow : class, new()
    {
        using var cursor = data.GetRowCursor(reader.Columns);
        var fill = reader.Filler(cursor);
        var row = new TRow();
        while (cursor.MoveNext())
        {
            fill(row);
            yield return row;
            if (!reuse)
                row = new TRow();
        }
    }
}
