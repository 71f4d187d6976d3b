namespace Distill.Cli.Diagnosis;

/// <summary>What cells of a drawing show.</summary>
internal enum PlotPart
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>Axis and labels.</summary>
    Axis,

    /// <summary>The training loss.</summary>
    Train,

    /// <summary>The validation loss.</summary>
    Validation,

    /// <summary>The best step.</summary>
    Best,
}
