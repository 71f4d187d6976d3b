namespace Distill.Api.Access;

/// <summary>What the bearer of a key, or of a token, may do. In tokens and on principals it is the lower-case name.</summary>
public enum AccessRole
{
    /// <summary>Looks at runs, datasets, reports and models.</summary>
    Reader,

    /// <summary>What a reader may, and answers annotation tasks.</summary>
    Annotator,

    /// <summary>Asks models and sends feedback; sees nothing of runs and datasets. For applications.</summary>
    Gateway,

    /// <summary>Everything: starts and steers runs, uploads files.</summary>
    Admin,
}
