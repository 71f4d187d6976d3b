using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Distill.Core.Models;
using Distill.Core.Samples;

namespace Distill.Core.Inference;

/// <summary>The identity of a call: SHA-256 over its canonical request. What has the same identity is asked and paid once.</summary>
/// <remarks>
/// <para>
/// The canonical request is binary and owes nothing to a serialiser: every text is its UTF-8 bytes after their 32-bit little-endian length, every
/// number its 64 bits, every optional value a presence byte first. So no two requests share a form, and a new .NET version cannot change it.
/// </para>
/// <para>
/// The endpoint is part of it, because the same name at another address may be other weights, and a wrong answer costs more than a repeated question. The
/// emulator's address changes with each start; for it the word <c>emulator</c> stands instead, so that its answers are found again and are never taken for a real model's.
/// </para>
/// <para>
/// Prompts come from strangers and answers are shared between runs, so the hash must withstand collisions made on purpose: a fast non-cryptographic hash does not. By chance,
/// a billion identities collide with a probability below 10^-58.
/// </para>
/// Thread-safe.
/// </remarks>
public static class CallIdentity
{
    private const string Version = "distill.call.v1";

    /// <summary>The identity of one call as 64 lower-case hexadecimal digits.</summary>
    public static string Of(ModelEntry model, ChatParameters parameters, ChatCall call) =>
        Of(model, parameters, call.Messages, call.SampleIndex);

    /// <summary>The identity of the request that these parts make.</summary>
    public static string Of(ModelEntry model, ChatParameters parameters, IReadOnlyList<Message> messages, int sampleIndex)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AddText(hash, Version);
        AddText(hash, model.Emulated ? "emulator" : model.Endpoint.AbsoluteUri.TrimEnd('/'));
        AddText(hash, model.Model);
        AddDouble(hash, parameters.Temperature);
        AddDouble(hash, parameters.TopP);
        AddInteger(hash, parameters.MaxOutputTokens);
        AddInteger(hash, parameters.Seed);
        AddOptionalText(hash, parameters.ResponseFormat);
        AddNumber(hash, sampleIndex);
        AddNumber(hash, messages.Count);
        foreach (var message in messages)
        {
            AddText(hash, message.Role);
            AddText(hash, message.Content);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return Convert.ToHexStringLower(digest);
    }

    private static void AddText(IncrementalHash hash, string text)
    {
        Span<byte> buffer = stackalloc byte[512];
        var length = Encoding.UTF8.GetByteCount(text);
        BinaryPrimitives.WriteInt32LittleEndian(buffer, length);
        hash.AppendData(buffer[..sizeof(int)]);
        if (length <= buffer.Length)
        {
            hash.AppendData(buffer[..Encoding.UTF8.GetBytes(text, buffer)]);
            return;
        }

        var rented = System.Buffers.ArrayPool<byte>.Shared.Rent(length);
        hash.AppendData(rented, 0, Encoding.UTF8.GetBytes(text, rented));
        System.Buffers.ArrayPool<byte>.Shared.Return(rented);
    }

    private static void AddOptionalText(IncrementalHash hash, string? text)
    {
        AddPresence(hash, text is not null);
        if (text is not null)
        {
            AddText(hash, text);
        }
    }

    private static void AddInteger(IncrementalHash hash, long? value)
    {
        AddPresence(hash, value is not null);
        if (value is { } number)
        {
            AddNumber(hash, number);
        }
    }

    // Adding zero makes one value of the two zeros.
    private static void AddDouble(IncrementalHash hash, double? value) =>
        AddInteger(hash, value is { } number ? BitConverter.DoubleToInt64Bits(number + 0.0) : null);

    private static void AddNumber(IncrementalHash hash, long value)
    {
        Span<byte> buffer = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(buffer, value);
        hash.AppendData(buffer);
    }

    private static void AddPresence(IncrementalHash hash, bool present) => hash.AppendData([present ? (byte)1 : (byte)0]);
}
