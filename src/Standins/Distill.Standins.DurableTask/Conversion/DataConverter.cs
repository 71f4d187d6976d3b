using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DurableTask;

/// <summary>Turns values into the text that is stored, and back.</summary>
public abstract class DataConverter
{
    /// <summary>The text of a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The text; null for null.</returns>
    [return: NotNullIfNotNull(nameof(value))]
    public abstract string? Serialize(object? value);

    /// <summary>The value of a text.</summary>
    /// <param name="data">The text.</param>
    /// <param name="targetType">Type of the value.</param>
    /// <returns>The value; null for null.</returns>
    [return: NotNullIfNotNull(nameof(data))]
    public abstract object? Deserialize(string? data, Type targetType);

    /// <summary>The value of a text.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="data">The text.</param>
    /// <returns>The value; null (default) for null.</returns>
    [return: NotNullIfNotNull(nameof(data))]
    public virtual T? Deserialize<T>(string? data) => (T?)(Deserialize(data, typeof(T)) ?? default(T));
}
