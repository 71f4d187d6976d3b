using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Distill.ModelEmulator.Protocol;

/// <summary>Checks keys in constant time. A model with keys of its own accepts those only.</summary>
internal sealed class KeyCheck(IOptions<EmulatorOptions> options)
{
    private readonly byte[][] common = Hashes(options.Value.ApiKeys.Append(options.Value.ApiKey).OfType<string>());
    private readonly byte[][] all = Hashes(
        options
            .Value.ApiKeys.Append(options.Value.ApiKey)
            .OfType<string>()
            .Concat(options.Value.Models.Values.SelectMany(model => model.ApiKeys))
    );

    /// <summary>Lets a request for one model pass.</summary>
    /// <exception cref="ApiException">The key is missing or wrong.</exception>
    public void Require(HttpRequest request, EmulatedModelOptions model) =>
        Require(request, model.ApiKeys.Count > 0 ? Hashes(model.ApiKeys) : common);

    /// <summary>Lets a request that is about no particular model pass: any known key will do.</summary>
    /// <exception cref="ApiException">The key is missing or wrong.</exception>
    public void Require(HttpRequest request) => Require(request, common.Length > 0 ? all : []);

    private static void Require(HttpRequest request, byte[][] accepted)
    {
        if (accepted.Length == 0)
        {
            return;
        }

        var given = SHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(request)));
        var matches = false;
        foreach (var key in accepted)
        {
            matches |= CryptographicOperations.FixedTimeEquals(key, given);
        }

        if (!matches)
        {
            throw ApiException.Unauthorised();
        }
    }

    private static string KeyOf(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? authorization[Scheme.Length..].Trim()
            : request.Headers["api-key"].ToString();
    }

    private static byte[][] Hashes(IEnumerable<string> keys) =>
        [.. keys.Where(key => key.Length > 0).Select(key => SHA256.HashData(Encoding.UTF8.GetBytes(key)))];
}
