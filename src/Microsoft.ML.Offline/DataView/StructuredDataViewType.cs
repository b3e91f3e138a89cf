namespace Microsoft.ML.Data;

/// <summary>A type of values that hold other values, such as vectors.</summary>
public abstract class StructuredDataViewType : DataViewType
{
    /// <summary>Describes values of <paramref name="rawType"/>.</summary>
    protected StructuredDataViewType(Type rawType)
        : base(rawType)
    {
    }
}
