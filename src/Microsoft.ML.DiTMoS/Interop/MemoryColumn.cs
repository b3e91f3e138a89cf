using Microsoft.ML.Data;

namespace Microsoft.ML.DiTMoS.Interop;

/// <summary>A column of a <see cref="MemoryView"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Annotations">Its annotations.</param>
/// <param name="CreateGetter">Makes the getter for rows whose number the argument tells.</param>
internal sealed record MemoryColumn(string Name, DataViewType Type, DataViewSchema.Annotations Annotations, Func<Func<long>, Delegate> CreateGetter)
{
    /// <summary>A column of single values.</summary>
    public static MemoryColumn Of<T>(string name, DataViewType type, Func<long, T> value, DataViewSchema.Annotations? annotations = null) =>
        new(name, type, annotations ?? DataViewSchema.Annotations.Empty, row => (ValueGetter<T>)((ref T target) => target = value(row())));

    /// <summary>A column of vectors of one length.</summary>
    public static MemoryColumn OfVectors(string name, VectorDataViewType type, Func<long, ReadOnlyMemory<float>> value, DataViewSchema.Annotations? annotations = null) =>
        new(name, type, annotations ?? DataViewSchema.Annotations.Empty, row => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> target) =>
        {
            VBufferEditor<float> editor = VBufferEditor.Create(ref target, type.Size);
            value(row()).Span.CopyTo(editor.Values);
            target = editor.Commit();
        }));
}
