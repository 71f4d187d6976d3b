namespace Distill.Core.Storage;

/// <summary>A conditional write lost its race, or an entity to be added exists already. Read again, then decide.</summary>
public sealed class StoreConflictException(string what) : IOException(what);
