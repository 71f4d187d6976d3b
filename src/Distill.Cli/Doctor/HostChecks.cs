using System.Net;
using System.Net.Sockets;
using Distill.Cli.Hosting;
using Distill.LocalHost.Hosting;

namespace Distill.Cli.Doctor;

/// <summary>Checks of what only one process can have: the home and the port.</summary>
internal static class HostChecks
{
    /// <summary>Whether a host holds the home.</summary>
    public static CheckResult Lock(string home)
    {
        const string check = "lock";
        if (RunningHost.Find(home) is not { } host)
        {
            return new CheckResult(check, CheckState.Ok, "no host uses the home");
        }

        return host.IsAlive()
            ? new CheckResult(
                check,
                CheckState.Warning,
                $"process {host.ProcessId} uses the home{(host.Address is { } address ? $" and listens on {address}" : "")}",
                host.Address is null ? "wait until it is ready or has ended" : $"give run commands --host {host.Address}"
            )
            : new CheckResult(
                check,
                CheckState.Ok,
                $"process {host.ProcessId} has ended without clean-up; its runs go on with the next host"
            );
    }

    /// <summary>Whether the host's usual port is free.</summary>
    public static CheckResult Port(string home)
    {
        const string check = "port";
        var address = new Uri(LocalHostOptions.DefaultUrls);
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, address.Port);
            listener.Start();
            return new CheckResult(check, CheckState.Ok, $"{address.Port} is free for distill up");
        }
        catch (SocketException taken)
        {
            var own = RunningHost.Find(home) is { } host && host.IsAlive() && host.Address?.Port == address.Port;
            return own
                ? new CheckResult(check, CheckState.Ok, $"{address.Port} is used by the host of this home")
                : new CheckResult(
                    check,
                    CheckState.Warning,
                    $"{address.Port} is taken ({taken.SocketErrorCode})",
                    "give distill up another address: --urls http://127.0.0.1:0 takes a free port"
                );
        }
    }
}
