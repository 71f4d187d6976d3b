using Distill.Inference.Benchmarks;

// serve: the model server, its own process so that it has its own garbage collector and thread pool.
// ask ENDPOINT HOME: all shards once; the process that is killed.
// Without arguments: all scenarios against the bars.
return args switch
{
    ["serve"] => await LatencyServer.ServeAsync(),
    ["ask", var endpoint, var home] => await Workload.AskAsync(new Uri(endpoint), home),
    _ => await Scenarios.RunAsync(),
};
