namespace Distill.Core.Privacy;

/// <summary>What became of a file that held something of a person.</summary>
public enum ForgottenChange
{
    /// <summary>It was written anew without it, under its own name.</summary>
    Rewritten,

    /// <summary>It was written anew without it to <c>sources/{sha256}/{name}</c>: in <c>uploads</c> a new version would be taken up as a new upload.</summary>
    Moved,

    /// <summary>A report: made anew from its data, without the examples.</summary>
    Rebuilt,

    /// <summary>It is gone: its format cannot be written row by row.</summary>
    Deleted,
}
