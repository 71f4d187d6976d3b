namespace Distill.Core.Operators.Privacy;

/// <summary>The kinds by the names that recipes and placeholders use.</summary>
internal static class PiiKinds
{
    /// <summary>snake_case names in the order of <see cref="PiiKind"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    ["email", "phone", "id_card", "bank_card", "passport", "ipv4", "ipv6", "url_credential", "api_key", "license_plate", "address", "name"];

    /// <summary>What is masked unless a recipe says otherwise: all whose form alone, or form and context, tells them apart.</summary>
    /// <remarks>Addresses and names are left out: no rule finds most of them, and a rule that finds a few should be chosen knowingly.</remarks>
    public static IReadOnlyList<string> Default { get; } = [.. Names.Where(name => name is not ("address" or "name"))];

    /// <summary>The label in placeholders: <c>ID_CARD</c>.</summary>
    public static string Label(PiiKind kind) => Labels[(int)kind];

    private static readonly string[] Labels = [.. Names.Select(name => name.ToUpperInvariant())];

    /// <summary>The kinds of these names, as a set of bits.</summary>
    public static int Select(IEnumerable<string> names)
    {
        var set = 0;
        foreach (var name in names)
        {
            for (var kind = 0; kind < Names.Count; kind++)
            {
                set |= Names[kind] == name ? 1 << kind : 0;
            }
        }

        return set;
    }
}
