namespace Microsoft.ML;

/// <summary>Transforms by code of the caller.</summary>
public static class CustomMappingCatalog
{
    /// <summary>Adds the columns of <typeparamref name="TDst"/>, which code of the caller makes of those of <typeparamref name="TSrc"/>.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="mapAction">Fills the second object from the first; the objects are used again for every row.</param>
    /// <param name="contractName">The name under which a loaded model finds the code again, see <see cref="CustomMappingFactoryAttributeAttribute"/>; null for a transform that is not saved.</param>
    /// <param name="inputSchemaDefinition">The columns of <typeparamref name="TSrc"/>, where the class does not say all.</param>
    /// <param name="outputSchemaDefinition">The columns of <typeparamref name="TDst"/>, where the class does not say all.</param>
    public static CustomMappingEstimator<TSrc, TDst> CustomMapping<TSrc, TDst>(
        this TransformsCatalog catalog, Action<TSrc, TDst> mapAction, string contractName,
        SchemaDefinition inputSchemaDefinition = null, SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class, new()
        where TDst : class, new()
        => new(new(Check.Value(mapAction, nameof(mapAction)), contractName, inputSchemaDefinition, outputSchemaDefinition));

    /// <summary>The rows for which code of the caller says no: those for which it says yes are left out.</summary>
    public static IDataView FilterByCustomPredicate<TSrc>(this DataOperationsCatalog catalog, IDataView input, Func<TSrc, bool> filterPredicate)
        where TSrc : class, new()
    {
        Check.Value(input, nameof(input));
        Check.Value(filterPredicate, nameof(filterPredicate));
        var reader = new TypedReader<TSrc>(input.Schema, ignoreMissing: false, null);
        return new FilteredView(input, [.. reader.Columns], row =>
        {
            var fill = reader.Filler(row);
            var source = new TSrc();
            return () =>
            {
                fill(source);
                return !filterPredicate(source);
            };
        });
    }
}
