using Parley.Ledger;
using Parley.Tests.Ledger.Storage;

namespace Parley.Tests.Ledger;

/// <summary>A collection of the conflict in small, made up, beside a data folder to import it into.</summary>
internal sealed class SmallCollection : IDisposable
{
    private readonly TempFolder folder = new();

    public SmallCollection()
    {
        Directory.CreateDirectory(From);
        Write(
            "sources.csv",
            "source_id,published,publisher,kind,reliability,language,seen,url,about",
            "S1,2025-05-12,Reuters via AOL,wire,B,en,direct,https://example.org/1,one",
            "S2,2025-06-09,MOFCOM,official_cn,A,zh,secondary,https://example.org/2,two"
        );
        Write(
            "leaders.csv",
            "person_id,name,variants,side,office,office_from,office_to,role,sources,background_fields",
            "trump,Donald Trump,President Trump; Trump,US,President,2017-01-20;2025-01-20,2021-01-20;,head of state,S1,",
            "mofcom,Ministry of Commerce,MOFCOM,CN,institution,,,,S2,"
        );
        Write(
            "talks.csv",
            "talk_id,title,kind,round_no,start,end,status,city,country,venue,us_head,us_delegation,cn_head,cn_delegation,announced,outcome,produced,sources,confidence,background_fields",
            "T-1,Talks,ministerial,1,2025-05-10,2025-05-11,held,Geneva,CH,,trump,,mofcom,,2025-05-06,a statement,,S1,high,"
        );
        Write(
            "agreements.csv",
            "agreement_id,name,kind,text_status,concluded,announced,in_force_from,expires,parties,supersedes,extended_by,reverts_on_lapse,status_events,sources,background_fields",
            "A-1,A truce,truce,joint statement,2025-05-11,2025-05-12,2025-05-14T00:01-04:00,2025-08-12T00:01-04:00,US;CN,,,,,S1,"
        );
        Write(
            "commitments.csv",
            "commitment_id,agreement_id,known_from,account,interpretation_of,obligor,beneficiary,topic,kind,continuing,content,quantity,unit,window_from,due,due_conflict,condition,on_lapse,text_basis,sources",
            "C-1,A-1,2025-05-12,,,CN,US,tariffs,suspend,yes,suspend 24 points,24,points,2025-05-14,2025-05-14,,,,joint statement,S1"
        );
        Write(
            "claims.csv",
            "claim_id,said_on,known_from,speaker,speaker_side,channel,about_party,commitment_id,agreement_id,polarity,hedge,quantity,summary,short_quote,sources",
            "CL-1,2025-05-30,2025-05-30,trump,US,a post,CN,C-1,A-1,alleges_breach,asserted,,China broke it,,S1",
            "CL-2,2025-06-02,2025-06-02,mofcom,CN,statement,CN,C-1,A-1,denies_breach,asserted,,carried out,,S2",
            "CL-3,2025-06-02,2025-06-02,mofcom,CN,statement,US,,A-1,demands,asserted,,\"stop, it says\",,S1"
        );
        Write("claim_links.csv", "from_id,to_id,relation,known_from", "CL-2,CL-1,denies,2025-06-02");
        Write(
            "performance.csv",
            "event_id,date,known_from,party,commitment_id,kind,effect,quantity,unit,evidence,sources",
            "PF-1,2025-05-14,2025-05-14,CN,C-1,legal_act,performs,24,points,a notice,S2"
        );
        Write(
            "measures_us.csv",
            "measure_id,authority,layer,instrument,announced,effective,rate_pct,scope,status,ended,void_from,note,sources,background_fields",
            "US-1,IEEPA,us-fen,EO 14195,2025-02-01,2025-02-04T00:01-05:00,10,all goods,in force,,,,S1,"
        );
        Write(
            "measures_china.csv",
            "measure_id,category,layer,instrument,issuer,announced,effective,rate_pct,scope,lines,value,in_response_to,status,suspended_from,suspended_to,ended,end_kind,note,sources,background_fields",
            "CN-1,tariff,cn-no1,Announcement No. 1 of 2025,Tariff Commission,2025-02-04,2025-02-10,10;15,coal,80,,,in force,,,,,,S2,"
        );
        Write(
            "export_controls.csv",
            "control_id,side,instrument,issuer,announced,effective,items,kind,destination,status,suspended_from,suspended_to,covered_by,note,sources,background_fields",
            "EC-1,CN,Announcement No. 18 of 2025,MOFCOM,2025-04-04,2025-04-04,rare earths,licence,all,in force,,,,,S2,"
        );
        Write(
            "licences.csv",
            "event_id,date,known_from,issuer,kind,items,quantity,unit,beneficiary,note,sources",
            "LI-1,2025-06-07,2025-06-07,MOFCOM,case licences,rare earths,a certain number,applications,not named,,S2"
        );
        Write(
            "releases.csv",
            "release_id,indicator,country,reference_period,released,released_time,actual,unit,consensus,consensus_source,prior,prior_revised,alt_consensus,note,sources",
            "RL-1,exports y/y,CN,2025-05,2025-06-09,03:00Z,4.8,pct,5.0,Reuters poll,8.1,,6.0 (Bloomberg survey),,S1",
            "RL-2,deficit,US,2025-05,2025-07-03,,about 14,bn USD,,,about 19.7,,,,S1"
        );
        Write(
            "market_reactions.csv",
            "event_id,date,instrument,move,trigger,sources",
            "MR-1,2025-05-30,S&P 500,down 1.2 percent,a post,S1"
        );
        Decide("measures_us.csv,US-1,all_goods,yes,it says all goods");
        Directory.CreateDirectory(Path.Combine(Data, "ledger/curated"));
        File.WriteAllText(
            Path.Combine(Data, "ledger/curated/parties.jsonl"),
            """
            {"type":"party","id":"US","known_from":"2018-01-01","name":"United States","zone":"America/New_York","city":"Washington","currency":"USD"}
            {"type":"party","id":"CN","known_from":"2018-01-01","name":"China","zone":"Asia/Shanghai","city":"Beijing","currency":"CNY"}

            """
        );
    }

    public string From => folder.File("collection");

    public string Data => folder.File("data");

    public void Write(string file, params string[] lines) =>
        File.WriteAllText(Path.Combine(From, file), string.Join('\n', lines) + "\n");

    /// <summary>Replaces a text in a file of the collection; it must be there.</summary>
    public void Change(string file, string from, string to)
    {
        var path = Path.Combine(From, file);
        var text = File.ReadAllText(path);
        var changed = text.Replace(from, to, StringComparison.Ordinal);
        if (string.Equals(text, changed, StringComparison.Ordinal))
            throw new InvalidOperationException($"{file} does not hold '{from}'.");
        File.WriteAllText(path, changed);
    }

    public void Delete(string file) => File.Delete(Path.Combine(From, file));

    /// <summary>Writes the decisions about single cells.</summary>
    public void Decide(params string[] lines)
    {
        var path = Path.Combine(Data, "ledger/import/overrides.csv");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, string.Join('\n', ["file,row,column,value,why", .. lines]) + "\n");
    }

    public ImportReport Import() => ShippedData.Import(From, Data, Ask.Day("2025-07-04"));

    /// <summary>Every file of the data folder with its text.</summary>
    public SortedDictionary<string, string> Files() => FilesOf(Data);

    public static SortedDictionary<string, string> FilesOf(string data)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories))
            files[Path.GetRelativePath(data, file).Replace('\\', '/')] = File.ReadAllText(file);
        return files;
    }

    public void Dispose() => folder.Dispose();
}
