using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using NetCat.Sharp.Benchmarks;
using NetCat.Sharp.Benchmarks.Results;
using NetCat.Sharp.Benchmarks.Shapes;

// NC [--rounds N] [--mebibytes N] [--save DIR] [MEASUREMENT...], or --draw DIR.
// DIR is the directory of this project: it holds results.tsv, from which results.svg and the figures in the pages are written.
const int DefaultRounds = 5;
const int DefaultMebibytes = 1024;

Shape[] all =
[
    new Transfer("null", "file to /dev/null, TCP"),
    new Transfer("pipes", "pipe to pipe, TCP", piped: true),
    new Transfer("unix", "pipe to pipe, Unix socket", piped: true, local: true),
    new Transfer("file", "file to file, TCP", kept: true),
    new Transfer("both", "both directions at once, TCP", crossed: true),
    new Starts(connects: true),
    new Starts(connects: false),
    new ClosedPorts(),
    new FilteredPorts(),
    new Clients(),
    new Datagrams(sends: true),
    new Datagrams(sends: false),
    new TlsTransfer(),
    new TlsSessions(),
    new ForwardedTransfer(),
    new ForwardedConnections(workers: 1),
    new ForwardedConnections(workers: 2),
    new ForwardedStreams(),
    new ForwardedBytes(),
    new ForwardedIdle(),
    new BrokeredBytes(receivers: 100),
    new BrokeredBytes(receivers: 900),
    new BrokeredBytes(receivers: 5000),
];

if (args is ["--draw", string kept])
{
    Draw(kept, ResultSet.Read(Path.Combine(kept, "results.tsv")));
    return 0;
}

int rounds = DefaultRounds;
int mebibytes = DefaultMebibytes;
string? save = null;
List<Shape> shapes = [];
var words = new Queue<string>(args.Skip(1));
while (words.TryDequeue(out string? word))
{
    switch (word)
    {
        case "--rounds":
            rounds = int.Parse(words.Dequeue(), CultureInfo.InvariantCulture);
            break;
        case "--mebibytes":
            mebibytes = int.Parse(words.Dequeue(), CultureInfo.InvariantCulture);
            break;
        case "--save":
            save = words.Dequeue();
            break;
        default:
            if (all.FirstOrDefault(shape => shape.Key == word) is not { } named)
            {
                Console.Error.WriteLine($"bench.sh: no measurement is called {word}: {string.Join(", ", all.Select(shape => shape.Key))}");
                return 1;
            }

            shapes.Add(named);
            break;
    }
}

if (save is not null && shapes.Count > 0)
{
    Console.Error.WriteLine("bench.sh: --save keeps the results of all measurements together: name none of them");
    return 1;
}

using Workspace workspace = new((long)mebibytes << 20);
var report = new Report();
foreach (Shape shape in shapes.Count > 0 ? shapes : [.. all])
{
    Dictionary<Peer, List<Sample>> samples = [];
    Dictionary<Peer, long> memory = [];
    foreach (Peer peer in shape.PeersOf(args[0]))
    {
        memory[peer] = shape.Verify(peer, workspace);
        samples[peer] = [];
    }

    for (int round = 0; round < rounds; round++)
    {
        // The order differs each time, so that no program always runs after the same one.
        Peer[] order = [.. samples.Keys];
        Random.Shared.Shuffle(order);
        foreach (Peer peer in order)
        {
            if (shape.Run(peer, workspace) is { } sample)
            {
                samples[peer].Add(sample);
            }
        }
    }

    foreach ((Peer peer, List<Sample> taken) in samples.Where(pair => pair.Value.Count > 0))
    {
        report.Add(shape, peer.Name, [.. taken], memory[peer]);
    }

    report.Draw(shape);
}

ResultSet results = report.Results(rounds);
Console.WriteLine(ResultTable.Markdown(results));
if (save is not null)
{
    string file = Path.Combine(save, "results.tsv");
    File.WriteAllText(file, results.Text());

    // Drawn from the rounded figures that are saved, so that --draw writes the same chart.
    Draw(save, ResultSet.Read(file));
}

return 0;

static void Draw(string directory, ResultSet results)
{
    File.WriteAllText(Path.Combine(directory, "results.svg"), BarChart.Svg(results));
    ResultTable.Update(Path.Combine(directory, "README.md"), ResultTable.Markdown(results));
    ResultTable.Update(Path.Combine(directory, "../../README.md"), ResultTable.Summary(results));
}
