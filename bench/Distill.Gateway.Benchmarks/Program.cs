using Distill.Gateway.Benchmarks;

// Each server is its own process, with its own garbage collector and thread pool; it prints its address and ends with its standard input.
// model: the platform behind. proxy ENDPOINT [same]: YARP before it, with the gateway's options of Kestrel and logging when 'same'. gateway ENDPOINT HOME: Distill before it.
// ask ENDPOINT REQUESTS [stream]: only load, for looking at a server with a profiler.
// --quick: a tenth of the requests.
return args switch
{
    ["model"] => await ModelServer.ServeAsync(),
    ["proxy", var endpoint, ..] => await Servers.ServeProxyAsync(new Uri(endpoint), args.Contains("same")),
    ["gateway", var endpoint, var home] => await Servers.ServeGatewayAsync(new Uri(endpoint), home),
    ["ask", var endpoint, var requests, ..] => await Load.AskAsync(new Uri(endpoint), int.Parse(requests), args.Contains("stream")),
    _ => await Scenarios.RunAsync(args.Contains("--quick")),
};
