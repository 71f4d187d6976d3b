using System.Net;
using Microsoft.AspNetCore.Http;

namespace Distill.LocalHost.Hosting.Configuration;

/// <summary>Where the host listens, checked before anything is opened.</summary>
internal static class ListenAddresses
{
    /// <summary>Splits addresses and checks them.</summary>
    /// <exception cref="LocalHostException">One is not an address, or is open to the network without a key.</exception>
    public static string[] Parse(string urls, bool hasKey)
    {
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (addresses.Length == 0)
        {
            throw new LocalHostException("'Urls' names no address. An address looks like http://127.0.0.1:5210.");
        }

        foreach (var address in addresses)
        {
            Check(address, hasKey);
        }

        return addresses;
    }

    /// <summary>True for an address that only this machine can reach.</summary>
    public static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static void Check(string address, bool hasKey)
    {
        BindingAddress parsed;
        try
        {
            parsed = BindingAddress.Parse(address);
        }
        catch (FormatException failure)
        {
            throw new LocalHostException($"'Urls': '{address}' is not an address such as http://127.0.0.1:5210.", failure);
        }

        if (!string.Equals(parsed.Scheme, "http", StringComparison.OrdinalIgnoreCase))
        {
            throw new LocalHostException(
                $"'Urls': '{address}' is not an http address. Put a reverse proxy with a certificate before the host for https."
            );
        }

        if (!hasKey && !IsLoopback(parsed.Host))
        {
            throw new LocalHostException(
                $"'Urls': '{address}' is open to the network, where anyone could start paid runs. Make a key with "
                    + "'distill keys new --role admin --name NAME' and put its hash into 'Auth:Keys', or listen on http://127.0.0.1."
            );
        }
    }
}
