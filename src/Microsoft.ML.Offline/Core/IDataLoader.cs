namespace Microsoft.ML;

/// <summary>Something that makes a view from a source, such as files.</summary>
/// <typeparam name="TSource">The kind of source.</typeparam>
public interface IDataLoader<in TSource> : ICanSaveModel
{
    /// <summary>The view of a source.</summary>
    IDataView Load(TSource input);

    /// <summary>The columns of every view that is loaded.</summary>
    DataViewSchema GetOutputSchema();
}
