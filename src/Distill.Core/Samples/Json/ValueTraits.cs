namespace Distill.Core.Samples.Json;

/// <summary>What was seen while a value was passed over.</summary>
internal struct ValueTraits
{
    /// <summary>True when the value is not written as <see cref="JsonTextWriter"/> would write it, or might not be: then it is read and written anew.</summary>
    public bool Loose;

    /// <summary>True when an object in it repeats a key, or may: then its tree tells which value counts.</summary>
    public bool Repeats;

    /// <summary>True when a byte of it may not be ASCII: then it may not be UTF-8.</summary>
    public bool NonAscii;

    /// <summary>True when an object in it has the key <c>source</c>.</summary>
    public bool NamesSource;
}
