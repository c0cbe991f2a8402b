extension Configuration {
    /// The file that `telltale init` writes: every setting with its meaning.
    package static let template = """
        # Telltale: settings of this workspace. Everything has a default; lines that start with # are examples.
        # Every key is described in docs/configuration.md.

        # What the site calls itself, for the head of reports.
        site: My plant

        # The plant's time zone (IANA name or offset). Times without a zone are in it; everything is stored in UTC.
        zone: UTC

        # The language of reports, and of answers when the question does not decide: ko, en or ar.
        language: en

        # Shifts in local hours; a shift that ends before it starts crosses midnight.
        shifts:
          - {name: day, from: 7, to: 19}
          - {name: night, from: 19, to: 7}

        # How guarded records are: public, internal, confidential or restricted.
        data_class: internal

        # sources:
        #   - match: "documents/*"        # the end of the path
        #     class: public
        #   - match: "work_orders*.csv"
        #     mapping: mappings/work-orders.yaml
        # assets:
        #   - {asset: P-101A, class: confidential}

        # The site's own words, so that a question in one language finds what was written in another: a CSV file with
        # the heading english,korean,arabic and one thing a line; several names in a cell are separated by semicolons.
        # glossary: glossary.csv

        # How the site's own equipment fails and which signals show it, and its curves: see docs/alarms.md.
        # equipment: equipment.yaml

        # Models, first choice first. Without any, answers are composed from the evidence alone.
        # An endpoint receives nothing above its highest_class; the default is public.
        # endpoints:
        #   - name: local
        #     url: http://127.0.0.1:8000/v1
        #     model: LGAI-EXAONE/EXAONE-4.0-32B
        #     residency: on-site
        #     highest_class: restricted
        #     key_env: LOCAL_KEY            # the name of an environment variable, never the key itself
        #     dialect: vllm                 # how it talks; 'telltale endpoints check' says what to set
        #     width: 4                      # calls at once
        # budget: {tokens_per_day: 2000000}

        # A model that embeds: searching then goes by words and by meaning. 'telltale ingest' sends it the texts of
        # records up to highest_class, in batches, once each; 'telltale vectors' says how far it is.
        # vectors:
        #   url: http://127.0.0.1:8001/v1
        #   model: solar-embedding-2      # the pair of models for questions and passages is known
        #   dimension: 1024
        #   residency: on-site
        #   highest_class: internal
        # A model that orders what was found anew. Off unless it is here.
        # rerank: {url: "http://127.0.0.1:8002/v1", model: bge-reranker-v2-m3, highest_class: internal}

        # Who is told of severe incidents and of failed runs: an Alertmanager, or Cloudforet's webhook (shape: cloudforet).
        # alerts:
        #   - {name: operations, url: "http://127.0.0.1:9093", severity: high, highest_class: internal}

        answers:
          # Statements that the evidence does not support are shown struck (strike) or left out (leave_out).
          unsupported: strike
          evidence_tokens: 2400

        nightly:
          # Assets that get a section each; without any, those directly below the top of the asset tree.
          units: []
          width: 4

        """
}
