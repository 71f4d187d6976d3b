namespace Distill.Core.Augmentation;

/// <summary>The methods by the names that specs, rows and reports use.</summary>
public static class AugmentationMethods
{
    private static readonly (AugmentationMethod Method, string Name)[] Known =
    [
        (AugmentationMethod.Paraphrase, "paraphrase"),
        (AugmentationMethod.SameKind, "same-kind"),
        (AugmentationMethod.AddConstraint, "add-constraint"),
        (AugmentationMethod.DeepenScenario, "deepen-scenario"),
        (AugmentationMethod.ChangeAngle, "change-angle"),
        (AugmentationMethod.ChangePremise, "change-premise"),
        (AugmentationMethod.EvolveDepth, "evolve-depth"),
        (AugmentationMethod.EvolveBreadth, "evolve-breadth"),
        (AugmentationMethod.SelfInstruct, "self-instruct"),
    ];

    /// <summary>All names, in the order of the enum.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(known => known.Name)];

    /// <summary>Those that are used when none is named: wording, case and point of view vary, the class rarely does.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["same-kind", "paraphrase", "change-angle"];

    /// <summary>The name of a method.</summary>
    public static string NameOf(AugmentationMethod method) => Known[(int)method].Name;

    /// <summary>The method of a name, or null.</summary>
    public static AugmentationMethod? Find(string name) =>
        Known.Where(known => known.Name == name).Select(known => (AugmentationMethod?)known.Method).FirstOrDefault();

    /// <summary>Seeds that one call shows: self-instruct learns from several, all others rewrite one.</summary>
    internal static int SeedsPerCall(AugmentationMethod method) => method == AugmentationMethod.SelfInstruct ? 4 : 1;

    /// <summary>True when a text may share nothing with its seed and be right all the same: only the class binds the two.</summary>
    internal static bool IsFree(AugmentationMethod method) => method is AugmentationMethod.SelfInstruct or AugmentationMethod.EvolveBreadth;
}
