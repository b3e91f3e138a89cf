namespace Microsoft.ML.Data;

/// <summary>A type of single values that own no resources.</summary>
public abstract class PrimitiveDataViewType : DataViewType
{
    /// <summary>Describes values of <paramref name="rawType"/>.</summary>
    /// <param name="rawType">A type that is not disposable.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rawType"/> is disposable.</exception>
    protected PrimitiveDataViewType(Type rawType)
        : base(rawType)
        => Check.Param(!typeof(IDisposable).IsAssignableFrom(rawType), nameof(rawType), "A primitive type must not be disposable.");
}
