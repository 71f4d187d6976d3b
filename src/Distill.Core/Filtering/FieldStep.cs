namespace Distill.Core.Filtering;

/// <summary>A step of a path: into a field by name, or to an item by index.</summary>
/// <param name="Name">Name of the field; null for an index.</param>
/// <param name="Index">Index of the item from 0; negative counts from the end, -1 is the last. 0 for a name.</param>
public readonly record struct FieldStep(string? Name, int Index)
{
    /// <summary>Into a field.</summary>
    public static FieldStep Of(string name) => new(name, 0);

    /// <summary>To an item.</summary>
    public static FieldStep Of(int index) => new(null, index);
}
