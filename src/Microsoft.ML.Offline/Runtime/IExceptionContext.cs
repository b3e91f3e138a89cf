namespace Microsoft.ML.Runtime;

/// <summary>Something that can tell more about an exception.</summary>
public interface IExceptionContext
{
    /// <summary>Adds to <paramref name="ex"/> what is known, and returns it.</summary>
    TException Process<TException>(TException ex)
        where TException : Exception;

    /// <summary>What the context is.</summary>
    string ContextDescription { get; }
}
