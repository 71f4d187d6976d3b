using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Distill.Core.Evaluation.Gates;

/// <summary>A decision as it is kept: its text and the hash that shows whether anyone changed a number since. Immutable.</summary>
/// <param name="Json">The decision as canonical JSON.</param>
/// <param name="Sha256">SHA-256 of the text in UTF-8, 64 lower-case hexadecimal digits. Keep it elsewhere too, for example in the model's registry entry: whoever can change both can forge both.</param>
public sealed record GateRecord(string Json, string Sha256)
{
    /// <summary>True when the text is the one that was hashed.</summary>
    public bool IsIntact => Hash(Json) == Sha256;

    /// <summary>The record of a decision.</summary>
    public static GateRecord Of(GateDecision decision)
    {
        var json = CanonicalJson.Serialize(decision);
        return new GateRecord(json, Hash(json));
    }

    /// <summary>The decision.</summary>
    /// <exception cref="InvalidDataException">The text was changed after it was hashed, or is no decision.</exception>
    public GateDecision Read()
    {
        if (!IsIntact)
        {
            throw new InvalidDataException($"The decision record was changed: its SHA-256 is {Hash(Json)}, not {Sha256}.");
        }

        try
        {
            return CanonicalJson.Deserialize<GateDecision>(Json);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("The decision record holds no decision.", exception);
        }
    }

    private static string Hash(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
